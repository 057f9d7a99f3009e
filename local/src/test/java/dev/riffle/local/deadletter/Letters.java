package dev.riffle.local.deadletter;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** Dead letters for tests, all of topic id 7. */
public final class Letters {
  public static final Instant TIME = Instant.parse("2026-11-22T07:08:09.123Z");

  private Letters() {}

  public static DeadLetterId id(int partition, long offset) {
    return new DeadLetterId(7 << 16 | partition, offset, 0);
  }

  public static DeadLetter garbage(DeadLetterId id, byte... value) {
    return new DeadLetter(
        id,
        DeadLetterReason.NOT_AN_EVENT_RECORD,
        OptionalInt.empty(),
        TIME,
        bytes("1/u/alice"),
        bytes("1"),
        value);
  }

  public static DeadLetter unknownVersion(DeadLetterId id, EventRecord event) {
    return new DeadLetter(
        id,
        DeadLetterReason.UNKNOWN_VERSION,
        OptionalInt.empty(),
        TIME,
        bytes("1/u/alice"),
        bytes("99"),
        EventCodec.encode(event));
  }

  public static DeadLetter refused(DeadLetterId id, EventRecord event, int code) {
    return new DeadLetter(
        id,
        DeadLetterReason.REFUSED_BY_ENGINE,
        OptionalInt.of(code),
        TIME,
        bytes("1/u/alice"),
        bytes("1"),
        EventCodec.encode(event));
  }

  public static EventRecord event(String name) {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("count", PropertyValue.of(3));
    properties.put("amount", PropertyValue.of(0.5));
    properties.put("note", PropertyValue.of("red \u001b[31m text"));
    properties.put("list", new PropertyValue.ListJson("[1,\"a\"]"));
    properties.put("big", new PropertyValue.ExactNumber("18446744073709551617"));
    properties.put("on", PropertyValue.of(true));
    properties.put("none", new PropertyValue.Null());
    return EventRecord.track(
        new UUID(0x0199a1b2c3d47e5fL, 0x8a6b1c2d3e4f5a6bL),
        new ProjectId(1),
        name,
        Identity.ofUser("alice"),
        EventTime.received(TIME),
        properties);
  }

  static DeadLetterSummary summary(DeadLetter letter, long position) {
    return DeadLetterSummary.of(letter, position);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
