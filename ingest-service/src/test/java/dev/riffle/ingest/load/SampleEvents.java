package dev.riffle.ingest.load;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.EventTopic;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A seeded stream of events: some identify, most track, some with inline user properties. */
final class SampleEvents {
  static final ProjectId PROJECT = new ProjectId(1);
  static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  private static final List<String> PLANS = List.of("free", "premium", "enterprise");
  private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
  private static final List<String> COUNTRIES = List.of("DE", "US", "FR", "JP", "BR");

  private final long seed;
  private final Random random;
  private final int persons;
  private final String prefix;
  private long count;

  SampleEvents(long seed, int persons) {
    this(seed, persons, "user-");
  }

  SampleEvents(long seed, int persons, String prefix) {
    this.seed = seed;
    this.random = new Random(seed);
    this.persons = persons;
    this.prefix = prefix;
  }

  List<EventRecord> next(int size) {
    List<EventRecord> events = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      events.add(next());
    }
    return events;
  }

  EventRecord next() {
    String user = prefix + random.nextInt(persons);
    Instant occurredAt = START.plusSeconds(count++).minusSeconds(random.nextInt(100));
    boolean identify = random.nextInt(10) == 0;
    return new EventRecord(
        new UUID(random.nextLong(), random.nextLong()),
        PROJECT,
        identify ? EventKind.IDENTIFY : EventKind.TRACK,
        identify ? EventKind.IDENTIFY.reservedName() : "Used Feature " + random.nextInt(20),
        new Identity(user, random.nextInt(4) == 0 ? "device-" + user : ""),
        new EventTime(occurredAt, occurredAt, occurredAt.plusSeconds(1), false),
        "message-" + seed + "-" + count,
        "session-" + count / 20,
        "",
        "analytics-node 1.0",
        identify ? Map.of() : properties(),
        identify || random.nextInt(50) == 0 ? operations() : List.of());
  }

  static LogRecord logRecord(EventRecord event, long offset) {
    return new LogRecord(
        offset,
        event.time().receivedAt().toEpochMilli(),
        EventTopic.currentVersion(),
        false,
        event.identity().sender().kafkaKey(event.project()),
        EventCodec.encode(event));
  }

  /** The same, sent once more by its sender: only what we gave it is new. */
  static EventRecord retryOf(EventRecord event, UUID ingestId) {
    return with(event, ingestId, event.messageId());
  }

  static EventRecord with(EventRecord event, UUID ingestId, String messageId) {
    return new EventRecord(
        ingestId,
        event.project(),
        event.kind(),
        event.name(),
        event.identity(),
        event.time(),
        messageId,
        event.sessionId(),
        event.targetId(),
        event.library(),
        event.properties(),
        event.userOperations());
  }

  private Map<String, PropertyValue> properties() {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("device", PropertyValue.of(DEVICES.get(random.nextInt(DEVICES.size()))));
    properties.put("page.path", PropertyValue.of("/app/part/" + random.nextInt(50)));
    properties.put("page.title", PropertyValue.of("Überschrift " + random.nextInt(50)));
    properties.put("os.name", PropertyValue.of("macOS"));
    properties.put("locale", PropertyValue.of("de-DE"));
    properties.put("durationMs", PropertyValue.of(random.nextInt(10_000)));
    properties.put("amount", PropertyValue.of(random.nextInt(1_000) / 8.0));
    properties.put("first", PropertyValue.of(random.nextBoolean()));
    return properties;
  }

  private List<PropertyOperation> operations() {
    List<PropertyOperation> operations = new ArrayList<>();
    operations.add(PropertyOperation.set("plan", PropertyValue.of(PLANS.get(random.nextInt(3)))));
    operations.add(
        PropertyOperation.set("country", PropertyValue.of(COUNTRIES.get(random.nextInt(5)))));
    operations.add(
        new PropertyOperation(
            PropertyOperation.Kind.ADD, "logins", PropertyValue.of(random.nextInt(3))));
    operations.add(
        new PropertyOperation(
            PropertyOperation.Kind.SET_ONCE, "firstSource", PropertyValue.of("s" + count)));
    return operations;
  }
}
