package dev.riffle.ingest.collect.publication;

import dev.riffle.event.EventRecord;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The log that keeps what was accepted. */
@FunctionalInterface
public interface EventLog {
  /** What became of all records of one request. */
  enum Result {
    /** Every record is acknowledged by every replica in sync. */
    ACKNOWLEDGED,
    /** At least one is not; some may be in the log all the same. */
    UNAVAILABLE,
    /** None was sent: much is on its way already, and most of it is this writer's. */
    CROWDED,
    /** None was sent: too much is on its way already. */
    FULL
  }

  /**
   * Appends the records of one request, in order per sender. Never blocks, never completes badly.
   *
   * @param writer the key that they came with; room is shared out among these
   */
  CompletionStage<Result> append(String writer, List<EventRecord> events);
}
