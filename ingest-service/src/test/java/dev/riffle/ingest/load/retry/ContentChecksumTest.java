package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentChecksumTest {
  private static final Instant CLAIMED = Instant.parse("2026-11-01T10:00:00.123Z");
  private static final Instant RECEIVED = Instant.parse("2026-11-01T10:00:01Z");
  private static final Map<String, PropertyValue> PROPERTIES = Map.of("a", PropertyValue.of("b"));

  @Test
  void isTheSameForEachTryOfARecord() {
    EventRecord first = track("Signed Up", CLAIMED, RECEIVED, PROPERTIES);
    EventRecord retry = track("Signed Up", CLAIMED, RECEIVED.plusSeconds(60), PROPERTIES);

    assertThat(first.ingestId()).isNotEqualTo(retry.ingestId());
    assertThat(ContentChecksum.of(first))
        .isEqualTo(ContentChecksum.of(retry))
        .isNotEqualTo(ContentChecksum.UNKNOWN);
  }

  @Test
  void isTheSameForEachTryOfARecordWithoutATime() {
    assertThat(ContentChecksum.of(track("a", RECEIVED, RECEIVED, PROPERTIES)))
        .isEqualTo(
            ContentChecksum.of(
                track("a", RECEIVED.plusSeconds(60), RECEIVED.plusSeconds(60), PROPERTIES)));
  }

  @Test
  void differsWithTheNameAndTheClaimedTime() {
    int checksum = ContentChecksum.of(track("a", CLAIMED, RECEIVED, PROPERTIES));

    assertThat(ContentChecksum.of(track("b", CLAIMED, RECEIVED, PROPERTIES)))
        .isNotEqualTo(checksum);
    assertThat(ContentChecksum.of(track("a", CLAIMED.plusMillis(1), RECEIVED, PROPERTIES)))
        .isNotEqualTo(checksum);
  }

  @Test
  void differsWithEachKindOfValueAndWithWhereOneTextEndsAndTheNextBegins() {
    List<Map<String, PropertyValue>> all =
        List.of(
            Map.of(),
            Map.of("ab", PropertyValue.of("c")),
            Map.of("a", PropertyValue.of("bc")),
            Map.of("a", PropertyValue.of("1")),
            Map.of("a", PropertyValue.of(1)),
            Map.of("a", new PropertyValue.ExactNumber("1")),
            Map.of("a", PropertyValue.of(true)),
            Map.of("a", PropertyValue.of(false)),
            Map.of("a", new PropertyValue.ListJson("[1]")),
            Map.of("a", PropertyValue.of("[1]")),
            Map.of("a", new PropertyValue.Null()),
            Map.of("a", PropertyValue.of("")),
            Map.of("a", PropertyValue.of("ü")),
            Map.of("a", PropertyValue.of("\uD83D\uDE00")));

    assertThat(all.stream().map(p -> ContentChecksum.of(track("x", CLAIMED, RECEIVED, p))))
        .doesNotHaveDuplicates();
  }

  @Test
  void differsWithTheLastCharacterOfAVeryLongText() {
    for (int length : List.of(1, 249, 250, 251, 252, 253, 254, 255, 256, 257, 8192)) {
      String text = "x".repeat(length - 1);

      assertThat(ContentChecksum.of(withText(text + "y")))
          .isNotEqualTo(ContentChecksum.of(withText(text + "z")))
          .isEqualTo(ContentChecksum.of(withText(text + "y")));
    }
  }

  @Test
  void differsWithTheOperationsAndTheirOrder() {
    PropertyOperation set = PropertyOperation.set("plan", PropertyValue.of("free"));
    PropertyOperation once =
        new PropertyOperation(PropertyOperation.Kind.SET_ONCE, "plan", PropertyValue.of("free"));

    assertThat(
            List.of(
                ContentChecksum.of(identify(List.of(set))),
                ContentChecksum.of(identify(List.of(once))),
                ContentChecksum.of(identify(List.of(set, once))),
                ContentChecksum.of(identify(List.of(once, set))),
                ContentChecksum.of(identify(List.of()))))
        .doesNotHaveDuplicates();
  }

  private static EventRecord withText(String text) {
    return track("x", CLAIMED, RECEIVED, new LinkedHashMap<>(Map.of("p", PropertyValue.of(text))));
  }

  private static EventRecord track(
      String name, Instant claimedAt, Instant receivedAt, Map<String, PropertyValue> properties) {
    return EventRecord.track(
        UUID.randomUUID(),
        new ProjectId(1),
        name,
        new Identity("u", ""),
        new EventTime(receivedAt, claimedAt, receivedAt, false),
        properties);
  }

  private static EventRecord identify(List<PropertyOperation> operations) {
    return new EventRecord(
        UUID.randomUUID(),
        new ProjectId(1),
        EventKind.IDENTIFY,
        EventKind.IDENTIFY.reservedName(),
        new Identity("u", ""),
        new EventTime(CLAIMED, CLAIMED, RECEIVED, false),
        "m",
        "",
        "",
        "",
        Map.of(),
        operations);
  }
}
