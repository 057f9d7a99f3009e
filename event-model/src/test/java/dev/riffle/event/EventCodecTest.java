package dev.riffle.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

  @Test
  void everyFieldSurvivesTheWayToBytesAndBack() throws Exception {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("text", PropertyValue.of("\u0001 Ünïcode ✓"));
    properties.put("empty", PropertyValue.of(""));
    properties.put("number", PropertyValue.of(-0.1));
    properties.put("big", new PropertyValue.ExactNumber("18446744073709551617"));
    properties.put("on", PropertyValue.of(true));
    properties.put("off", PropertyValue.of(false));
    properties.put("list", new PropertyValue.ListJson("[1,\"1\"]"));
    properties.put("null", new PropertyValue.Null());
    EventRecord event =
        new EventRecord(
            UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b"),
            new ProjectId(7),
            EventKind.TRACK,
            "Used Awesome Feature 1",
            new Identity("alice", "device-1"),
            new EventTime(NOON, NOON.minusSeconds(90), NOON.plusMillis(5), true),
            "message-1",
            "1760000000000",
            "",
            "amplitude-node-ts/1.5.73",
            properties,
            List.of(
                PropertyOperation.set("plan", PropertyValue.of("premium")),
                new PropertyOperation(
                    PropertyOperation.Kind.UNSET, "legacy", new PropertyValue.Null()),
                new PropertyOperation(
                    PropertyOperation.Kind.CLEAR_ALL, "", new PropertyValue.Null())));

    EventRecord read = EventCodec.decode(EventCodec.encode(event));

    assertThat(read).isEqualTo(event);
    assertThat(read.properties().keySet()).containsExactlyElementsOf(properties.keySet());
  }

  @Test
  void bytesThatAreNoRecordAreRefused() {
    assertThatThrownBy(() -> EventCodec.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(EventCodec.UnreadableRecordException.class);
    assertThatThrownBy(() -> EventCodec.decode(new byte[0]))
        .isInstanceOf(EventCodec.UnreadableRecordException.class)
        .hasMessageContaining("ingest id");
  }

  @Test
  void aTrackedEventCannotTakeAReservedName() {
    assertThatThrownBy(() ->
            EventRecord.track(
                new UUID(1, 1),
                new ProjectId(1),
                "$identify",
                Identity.ofUser("alice"),
                EventTime.received(NOON),
                Map.of()))
        .hasMessageContaining("$identify");
  }

  @Test
  void aUserAndADeviceOfTheSameIdHaveDifferentKeys() {
    ProjectId project = new ProjectId(1);
    assertThat(Identity.ofUser("x").sender().kafkaKey(project))
        .isNotEqualTo(Identity.ofDevice("x").sender().kafkaKey(project));
    assertThat(new Identity("x", "y").sender()).isEqualTo(Identity.ofUser("x").sender());
  }
}
