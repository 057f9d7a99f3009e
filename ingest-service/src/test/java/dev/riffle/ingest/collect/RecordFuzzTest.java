package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes of a record, from both ends. */
class RecordFuzzTest {
  private static final List<EventKind> KINDS = List.of(EventKind.values());
  private static final List<PropertyOperation.Kind> OPERATIONS =
      List.of(PropertyOperation.Kind.values());

  @Test
  void anyRecordSurvivesTheWayToBytesAndBack() {
    FuzzRun.run(
        "records",
        random -> {
          EventRecord event = event(random);
          assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
        });
  }

  @Test
  void damagedBytesAreReadOrRefusedAndNothingElse() {
    FuzzRun.run(
        "record bytes",
        random -> {
          byte[] bytes = Mutations.ofBytes(EventCodec.encode(event(random)), random);
          try {
            EventRecord read = EventCodec.decode(bytes);
            assertThat(EventCodec.decode(EventCodec.encode(read))).isEqualTo(read);
          } catch (EventCodec.UnreadableRecordException e) {
            assertThat(e).hasMessageStartingWith("not an event record");
          }
        });
  }

  private static EventRecord event(SplittableRandom random) {
    EventKind kind = KINDS.get(random.nextInt(KINDS.size()));
    return new EventRecord(
        new UUID(random.nextLong(), random.nextLong()),
        new ProjectId(random.nextInt(1, Integer.MAX_VALUE)),
        kind,
        kind == EventKind.TRACK ? "e" + Mutations.text(random) : kind.reservedName(),
        new Identity("u" + Mutations.text(random), Mutations.text(random)),
        new EventTime(time(random), time(random), time(random), random.nextBoolean()),
        Mutations.text(random),
        Mutations.text(random),
        Mutations.text(random),
        Mutations.text(random),
        properties(random),
        operations(random));
  }

  private static Instant time(SplittableRandom random) {
    return Instant.ofEpochMilli(
        random.nextLong(EventTime.EARLIEST.toEpochMilli(), EventTime.LATEST.toEpochMilli() + 1));
  }

  private static Map<String, PropertyValue> properties(SplittableRandom random) {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      properties.put("p" + Mutations.text(random), value(random));
    }
    return properties;
  }

  private static List<PropertyOperation> operations(SplittableRandom random) {
    List<PropertyOperation> operations = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      PropertyOperation.Kind kind = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
      operations.add(
          new PropertyOperation(
              kind,
              kind == PropertyOperation.Kind.CLEAR_ALL ? "" : "p" + Mutations.text(random),
              value(random)));
    }
    return operations;
  }

  private static PropertyValue value(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> PropertyValue.of(Mutations.text(random));
      case 1 -> {
        double number = Double.longBitsToDouble(random.nextLong());
        yield PropertyValue.of(Double.isFinite(number) ? number : 0);
      }
      case 2 -> new PropertyValue.ExactNumber("1e" + random.nextInt(400, 500));
      case 3 -> PropertyValue.of(random.nextBoolean());
      case 4 -> new PropertyValue.ListJson("[" + random.nextInt() + "]");
      default -> new PropertyValue.Null();
    };
  }
}
