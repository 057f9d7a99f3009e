package dev.riffle.ingest.load;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.ingest.load.table.LandedRows;

/**
 * What becomes of one record: a pure function of the record and of what has landed. Whether it
 * {@linkplain Duplicates repeats} another one is asked of those that would be stored.
 */
sealed interface Decision {
  /** It becomes a row, unless it repeats another record. */
  record Store(Duplicates.Arrival arrival) implements Decision {}

  /** Its row is in the table; only what is derived from it may still be missing. */
  record AlreadyLanded(Duplicates.Arrival arrival) implements Decision {}

  /** It cannot be understood, and becomes a dead letter. */
  record Unreadable(DeadLetterReason reason) implements Decision {}

  static Decision of(LogRecord record, LandedRows landed) {
    if (!EventTopic.isReadable(record.version())) {
      return new Unreadable(DeadLetterReason.UNKNOWN_VERSION);
    }
    EventRecord event;
    try {
      event = EventCodec.decode(record.value());
    } catch (EventCodec.UnreadableRecordException e) {
      return new Unreadable(DeadLetterReason.NOT_AN_EVENT_RECORD);
    }
    Duplicates.Arrival arrival = Duplicates.Arrival.of(record, event);
    return landed.contains(record.offset(), arrival.ingestId())
        ? new AlreadyLanded(arrival)
        : new Store(arrival);
  }
}
