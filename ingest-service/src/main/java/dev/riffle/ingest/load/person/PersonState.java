package dev.riffle.ingest.load.person;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.history.PropertyHistory;
import java.util.List;
import java.util.Map;

/**
 * What the loader knows of one sender. A pure fold of the sender's records in the order of their
 * offsets; immutable.
 *
 * @param number dense number of the sender; see {@link PersonNumbers}
 * @param firstSeenMillis smallest event time of a record
 * @param lastSeenMillis greatest event time of a record
 * @param latest the properties after all changes
 * @param part source partition of the newest record, see {@code _source}
 * @param offset of the newest record that has been applied; of the same part only those after it
 *     are new
 * @param version grows with every record; the stored row with the greatest one counts
 */
public record PersonState(
    SenderKey key,
    int number,
    long firstSeenMillis,
    long lastSeenMillis,
    PropertyHistory history,
    UserProperties latest,
    int part,
    long offset,
    long version) {

  /**
   * A state and what became of the record's operations.
   *
   * @param isLate they change properties at a time at which an earlier record may have a row, which
   *     does not know of them
   */
  public record Applied(PersonState state, int refused, int tooLate, boolean isLate) {}

  /** A sender of whom nothing is known yet; the first record comes with {@link #with}. */
  static PersonState unknown(SenderKey key, int number) {
    return new PersonState(
        key,
        number,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        PropertyHistory.EMPTY,
        UserProperties.of(Long.MIN_VALUE, Map.of()),
        0,
        -1,
        0);
  }

  /** A state as it was stored. */
  static PersonState stored(
      SenderKey key, int number, long firstSeenMillis, long lastSeenMillis, Stored stored) {
    return new PersonState(
        key,
        number,
        firstSeenMillis,
        lastSeenMillis,
        stored.history(),
        latest(stored.history()),
        stored.part(),
        stored.offset(),
        stored.version());
  }

  /** The loader's own part of a stored row. */
  record Stored(PropertyHistory history, int part, long offset, long version) {}

  /**
   * With one record more. A record that has been applied before changes nothing.
   *
   * @param rowsUntilMillis event time up to which there may be rows that this state has not seen
   */
  public Applied with(EventRecord event, int recordPart, long recordOffset, long rowsUntilMillis) {
    if (isApplied(recordPart, recordOffset)) {
      return new Applied(this, 0, 0, false);
    }
    long atMillis = event.time().occurredAt().toEpochMilli();
    List<PropertyOperation> operations = ofUser(event);
    PropertyHistory.Applied properties =
        operations.isEmpty()
            ? new PropertyHistory.Applied(history, 0, 0)
            : history.with(operations, atMillis, recordOffset);
    PersonState after =
        new PersonState(
            key,
            number,
            Math.min(firstSeenMillis, atMillis),
            Math.max(lastSeenMillis, atMillis),
            properties.history(),
            operations.isEmpty() ? latest : latest(properties.history()),
            recordPart,
            recordOffset,
            versionAt(recordPart, recordOffset));
    boolean late = !operations.isEmpty() && atMillis < Math.max(lastSeenMillis, rowsUntilMillis);
    return new Applied(after, properties.refused(), properties.tooLate(), late);
  }

  /** The operations of a group record change the group's properties. */
  private static List<PropertyOperation> ofUser(EventRecord event) {
    return event.kind() == EventKind.GROUP ? List.of() : event.userOperations();
  }

  /** The user properties as an event of that time sees them. */
  public UserProperties at(long millis) {
    return millis >= latest.fromMillis() ? latest : UserProperties.of(millis, history.at(millis));
  }

  boolean isApplied(int recordPart, long recordOffset) {
    return part == recordPart && recordOffset <= offset;
  }

  // offsets begin again with a new topic: its versions go on after those of the old one
  private long versionAt(int recordPart, long recordOffset) {
    return part == recordPart ? version + (recordOffset - offset) : version + 1 + recordOffset;
  }

  private static UserProperties latest(PropertyHistory history) {
    return UserProperties.of(history.newestMillis(), history.at(Long.MAX_VALUE));
  }
}
