package dev.riffle.ingest.load.table;

import java.util.List;
import java.util.OptionalLong;

/**
 * Port: the rows of one source partition in the tables {@code events} and {@code unreadable}. Every
 * method may throw an {@link EngineException}.
 */
public interface EventStore {
  /** The greatest offset at or after {@code from} that has landed. */
  OptionalLong newestLanded(long from);

  /** What has landed from {@code from} (inclusive) to {@code to} (exclusive), in both tables. */
  LandedRows landed(long from, long to);

  /**
   * Inserts rows as one block. When it returns they are durable. After {@link
   * EngineException.Unavailable} all, some or none of them may be there, or may still arrive until
   * {@link #stop} has been called.
   *
   * @param token has never been sent before
   */
  void insert(EventBlock.Rows rows, String token);

  /**
   * Makes sure that an insert whose outcome is unknown is over: after this, reading back is final.
   */
  void stop(String token);

  /** Keeps records that cannot be rows. Keeping one twice changes nothing. */
  void keepUnreadable(List<UnreadableRecord> records);
}
