package dev.riffle.ingest.load;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.row.PropertyMaps;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.EventsTable;
import dev.riffle.ingest.load.person.PersonState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * One record as a row of {@code events}, all columns in the order of {@link EventsTable}. One
 * partition, one thread.
 */
final class EventRowEncoder {
  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final int DAY_MAX = 0xFFFF;
  private static final List<EventsTable.Promoted> PROMOTED_OF_EVENT =
      EventsTable.promoted().stream().filter(promoted -> !promoted.ofUser()).toList();

  private final int part;

  /**
   * @param part the source partition, as in the column {@code _source}
   */
  EventRowEncoder(int part) {
    this.part = part;
  }

  /**
   * @param applied the sender after this record, and what is known of its person
   */
  void write(EventRecord event, PersonState.Applied applied, long offset, RowBinaryWriter row) {
    long occurredAt = event.time().occurredAt().toEpochMilli();
    PersonState person = applied.state();
    int number = person.number();
    row.writeInt(event.project().number());
    row.writeText(event.name());
    row.writeByte(code(event.kind()));
    row.writeShort(day(occurredAt));
    row.writeInt(number);
    row.writeLong(occurredAt);
    row.writeInt(person.personAt(occurredAt));
    row.writeLong(messageHash(event.messageId()));
    row.writeLong(event.time().claimedAt().toEpochMilli());
    row.writeLong(event.time().receivedAt().toEpochMilli());
    row.writeByte(event.time().clamped() ? 1 : 0);
    row.writeText(event.identity().deviceId());
    row.writeText(event.sessionId());
    row.writeText(event.targetId());
    row.writeText(event.library());
    Map<String, PropertyValue> properties = properties(event);
    PropertyMaps.write(properties, row);
    row.writeBytes(person.at(occurredAt).columns());
    for (EventsTable.Promoted promoted : PROMOTED_OF_EVENT) {
      row.writeText(PropertyMaps.promoted(properties.get(promoted.property())));
    }
    row.writeInt(part);
    row.writeLong(offset);
    row.writeLong(event.ingestId().getLeastSignificantBits());
    row.writeByte(event.identity().userId().isEmpty() ? 0 : 1);
    row.writeByte(applied.isLate() ? 1 : 0);
    row.writeInt(person.resolution());
    row.writeByte(PersonState.changes(event) ? 1 : 0);
  }

  /** UTC day as the type Date has it: 1970 to 2149, nearest day outside. */
  static int day(long epochMillis) {
    return Math.clamp(Math.floorDiv(epochMillis, MILLIS_PER_DAY), 0, DAY_MAX);
  }

  static long messageHash(String messageId) {
    if (messageId.isEmpty()) {
      return 0;
    }
    byte[] bytes = messageId.getBytes(StandardCharsets.UTF_8);
    return HASH.hash(bytes, 0, bytes.length, 0);
  }

  /** What identify and group records say is readable in their rows: {@code $set.plan} and so on. */
  private static Map<String, PropertyValue> properties(EventRecord event) {
    if (event.kind() == EventKind.TRACK || event.userOperations().isEmpty()) {
      return event.properties();
    }
    Map<String, PropertyValue> properties = new LinkedHashMap<>(event.properties());
    for (PropertyOperation operation : event.userOperations()) {
      String word = operation.kind().word();
      String name = operation.name().isEmpty() ? word : word + "." + operation.name();
      properties.put(name, operation.value());
    }
    return properties;
  }

  private static int code(EventKind kind) {
    return switch (kind) {
      case TRACK -> 1;
      case IDENTIFY -> 2;
      case GROUP -> 3;
      case ALIAS -> 4;
    };
  }
}
