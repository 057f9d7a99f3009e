package dev.riffle.ingest.load.retry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Port: the rows of one Kafka partition in the table {@code events}, of all topics that had the
 * name, as far as an index of message ids wants to know. Every method may throw an {@link
 * dev.riffle.ingest.load.table.EngineException}, and may be repeated.
 */
public interface RetryTable {
  /**
   * The newest UTC day on which a row was received; empty when there are no rows.
   *
   * @param committed rows at or after it, in its very topic, are left out: a batch that was cut off
   *     must not make the window look further on than it was
   */
  OptionalInt newestDay(LogPosition committed);

  /**
   * Where there are rows before the committed position that were received on that day or later: one
   * range per topic.
   *
   * @param known rows before it, in its very topic, are left out
   */
  List<Range> ranges(int oldestDay, LogPosition committed, Optional<LogPosition> known);

  /** The same of the topic of {@code committed} alone; quick, however large the table is. */
  List<Range> rangesOfTopic(int oldestDay, LogPosition committed, long fromOffset);

  /** The rows in the range that have a message id and were received on that day or later. */
  List<RetryEntry> rows(Range range, int oldestDay);

  /**
   * Offsets of one topic's partition.
   *
   * @param from first
   * @param to after the last
   */
  record Range(int part, long from, long to) {
    public Range {
      if (from < 0 || from >= to) {
        throw new IllegalArgumentException("offsets from " + from + " to before " + to);
      }
    }
  }
}
