package dev.riffle.ingest.load.table;

import java.util.OptionalLong;

/**
 * Port: the rows of one source partition in the table {@code events}. Every method may throw an
 * {@link EngineException}.
 */
public interface EventStore {
  /** The greatest offset at or after {@code from} that has landed. */
  OptionalLong newestLanded(long from);

  /** What has landed from {@code from} (inclusive) to {@code to} (exclusive). */
  LandedRows landed(long from, long to);

  /**
   * Inserts rows as one block. When it returns they are durable. After {@link
   * EngineException.Unavailable} all, some or none of them may be there, or may still arrive until
   * {@link #stop} has been called.
   *
   * @param statement id by which the insert can be stopped
   * @param token of inserts under one token the engine hears the first. When one comes back without
   *     an error the rows may have been swallowed, unless nobody has sent the token before
   */
  void insert(EventBlock.Rows rows, String statement, String token);

  /** Makes sure that no insert of that id which has reached the engine is still at work. */
  void stop(String statement);
}
