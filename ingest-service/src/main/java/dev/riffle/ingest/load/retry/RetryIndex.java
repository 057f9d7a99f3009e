package dev.riffle.ingest.load.retry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: the message ids of one Kafka partition with their first occurrences, for as long as the
 * {@link RetryWindow} says.
 *
 * <p>It is a shadow of the table {@code events} and no truth of its own: it is written after the
 * offset has been committed, may lag behind or be lost altogether, and is made whole by {@link
 * RetryCompletion} before it is asked. Every entry stands for a row that has landed.
 *
 * <p>One thread. Every method may throw a {@link RetryIndexException}; after one the index must be
 * closed, opened again and completed.
 */
public interface RetryIndex extends AutoCloseable {
  /**
   * What is known of these keys, in their order; null where nothing is. An entry that is older than
   * the window may still be given.
   */
  List<@Nullable RetryEntry> find(List<EventKey> keys);

  /**
   * Takes entries in, and the position up to which the log is now contained: both or, after a
   * crash, neither. Where there is an entry already, the first in the log stays. An entry received
   * longer ago than the window is not kept.
   *
   * @param entries each key once
   * @param applied null to leave the position as it is
   */
  void apply(List<RetryEntry> entries, @Nullable LogPosition applied);

  /** Up to where the log is contained; empty for an index that has never been completed. */
  Optional<LogPosition> applied();

  /** Makes all that was applied survive a crash now; else that happens some time later. */
  void flush();

  @Override
  void close();
}
