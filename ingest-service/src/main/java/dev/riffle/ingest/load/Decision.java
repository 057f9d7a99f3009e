package dev.riffle.ingest.load;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.ingest.load.table.LandedRows;

/** What becomes of one record: a pure function of the record and of what has landed. */
sealed interface Decision {
  /** It becomes a row. */
  record Store(EventRecord event) implements Decision {}

  /** Its row is in the table; only what is derived from it may still be missing. */
  record AlreadyLanded(EventRecord event) implements Decision {}

  /** It cannot be understood, and is kept as bytes. */
  record Unreadable(String reason) implements Decision {}

  static Decision of(LogRecord record, LandedRows landed) {
    if (!EventTopic.isReadable(record.version())) {
      return new Unreadable("unknown version");
    }
    EventRecord event;
    try {
      event = EventCodec.decode(record.value());
    } catch (EventCodec.UnreadableRecordException e) {
      return new Unreadable("not an event record");
    }
    return landed.contains(record.offset(), event.ingestId().getLeastSignificantBits())
        ? new AlreadyLanded(event)
        : new Store(event);
  }
}
