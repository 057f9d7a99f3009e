package dev.riffle.ingest.load.person;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.ingest.load.identity.SenderPerson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the loader knows of one sender. A pure fold of the sender's records in the order of their
 * offsets; immutable.
 *
 * @param number dense number of the sender; see {@link PersonNumbers}
 * @param firstSeenMillis smallest event time of a record
 * @param lastSeenMillis greatest event time of a record
 * @param link the person that the sender shares with others; null for a person alone, or while that
 *     is not known
 * @param joined own and shared changes
 * @param latest the properties after all of these changes
 * @param seenMillis no stored row of the sender has a later event time: {@code lastSeenMillis}, and
 *     more when that may lag behind
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
    @Nullable SenderPerson link,
    PropertyHistory joined,
    UserProperties latest,
    long seenMillis,
    int part,
    long offset,
    long version) {

  /**
   * A state and what became of the record's operations.
   *
   * @param isLate they change properties at a time at which, or after which, there may be a row
   *     already that does not know of them
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
        null,
        PropertyHistory.EMPTY,
        UserProperties.of(Long.MIN_VALUE, Map.of()),
        Long.MIN_VALUE,
        0,
        -1,
        0);
  }

  /** A state as it was stored. */
  static PersonState stored(
      SenderKey key, int number, long firstSeenMillis, long lastSeenMillis, Stored stored) {
    PropertyHistory history = stored.history();
    return new PersonState(
        key,
        number,
        firstSeenMillis,
        lastSeenMillis,
        history,
        null,
        history,
        latest(history),
        lastSeenMillis,
        stored.part(),
        stored.offset(),
        stored.version());
  }

  /** The loader's own part of a stored row. */
  record Stored(PropertyHistory history, int part, long offset, long version) {}

  /** With one record more. A record that has been applied before changes nothing. */
  public Applied with(EventRecord event, int recordPart, long recordOffset) {
    if (isApplied(recordPart, recordOffset)) {
      return new Applied(this, 0, 0, false);
    }
    long atMillis = event.time().occurredAt().toEpochMilli();
    List<PropertyOperation> operations = ofUser(event);
    long first = Math.min(firstSeenMillis, atMillis);
    long last = Math.max(lastSeenMillis, atMillis);
    long seen = Math.max(seenMillis, atMillis);
    long recordVersion = versionAt(recordPart, recordOffset);
    if (operations.isEmpty()) {
      PersonState state =
          new PersonState(
              key,
              number,
              first,
              last,
              history,
              link,
              joined,
              latest,
              seen,
              recordPart,
              recordOffset,
              recordVersion);
      return new Applied(state, 0, 0, false);
    }
    PropertyHistory.Applied own = history.with(operations, atMillis, recordOffset);
    PropertyHistory together = join(own.history(), link);
    PersonState state =
        new PersonState(
            key,
            number,
            first,
            last,
            own.history(),
            link,
            together,
            latest(together),
            seen,
            recordPart,
            recordOffset,
            recordVersion);
    return new Applied(state, own.refused(), own.tooLate(), atMillis <= seenMillis);
  }

  /** With what is known of its person by now. */
  PersonState linked(@Nullable SenderPerson person) {
    if ((link == null ? 0 : link.version()) == (person == null ? 0 : person.version())) {
      return this;
    }
    PropertyHistory together = join(history, person);
    return new PersonState(
        key,
        number,
        firstSeenMillis,
        lastSeenMillis,
        history,
        person,
        together,
        latest(together),
        seenMillis,
        part,
        offset,
        version);
  }

  /** With another bound of the event times of the sender's rows. */
  PersonState seenUntil(long millis) {
    return new PersonState(
        key,
        number,
        firstSeenMillis,
        lastSeenMillis,
        history,
        link,
        joined,
        latest,
        millis,
        part,
        offset,
        version);
  }

  /** The person whose an event of that time is, as far as is known. */
  public int personAt(long millis) {
    return link == null ? number : link.personAt(millis);
  }

  /** Version of what is known of the person; 0 when nothing is. */
  public int resolution() {
    return link == null ? 0 : link.version();
  }

  /** True for a record that changes user properties. */
  public static boolean changes(EventRecord event) {
    return !ofUser(event).isEmpty();
  }

  /** The sender's own properties after all changes of its own. */
  Map<String, PropertyValue> own() {
    return link == null ? latest.values() : history.at(Long.MAX_VALUE);
  }

  /** The operations of a group record change the group's properties. */
  private static List<PropertyOperation> ofUser(EventRecord event) {
    return event.kind() == EventKind.GROUP ? List.of() : event.userOperations();
  }

  /** The user properties as an event of that time sees them. */
  public UserProperties at(long millis) {
    return millis >= latest.fromMillis() ? latest : UserProperties.of(millis, joined.at(millis));
  }

  boolean isApplied(int recordPart, long recordOffset) {
    return part == recordPart && recordOffset <= offset;
  }

  // offsets begin again with a new topic: its versions go on after those of the old one
  private long versionAt(int recordPart, long recordOffset) {
    return part == recordPart ? version + (recordOffset - offset) : version + 1 + recordOffset;
  }

  private static PropertyHistory join(PropertyHistory history, @Nullable SenderPerson person) {
    return person == null ? history : history.joined(person.shared());
  }

  private static UserProperties latest(PropertyHistory history) {
    return UserProperties.of(history.newestMillis(), history.at(Long.MAX_VALUE));
  }
}
