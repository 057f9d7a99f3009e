package dev.riffle.ingest.load.retry;

import dev.riffle.ingest.load.table.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Rows in a list; fails as often as told. A null key is a row without a message id. */
final class InMemoryRetryTable implements RetryTable {
  private final List<Row> rows = new ArrayList<>();
  private int failures;
  private int calls;

  record Row(@Nullable EventKey key, Occurrence at, int day) {}

  void add(@Nullable EventKey key, Occurrence at, int day) {
    rows.add(new Row(key, at, day));
  }

  List<Row> rows() {
    return rows;
  }

  void failTimes(int times) {
    failures = times;
  }

  int calls() {
    return calls;
  }

  @Override
  public OptionalInt newestDay(LogPosition committed) {
    answer();
    return rows.stream().filter(row -> !isAtOrAfter(row, committed)).mapToInt(Row::day).max();
  }

  @Override
  public List<Range> ranges(int oldestDay, LogPosition committed, Optional<LogPosition> known) {
    answer();
    Map<Integer, Range> ranges = new HashMap<>();
    for (Row row : rows) {
      boolean isKnown =
          known.isPresent()
              && known.get().part() == row.at().part()
              && !isAtOrAfter(row, known.get());
      if (row.day() >= oldestDay && !isKnown && !isAtOrAfter(row, committed)) {
        long offset = row.at().offset();
        ranges.merge(
            row.at().part(),
            new Range(row.at().part(), offset, offset + 1),
            (a, b) -> new Range(a.part(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
      }
    }
    return List.copyOf(ranges.values());
  }

  @Override
  public List<Range> rangesOfTopic(int oldestDay, LogPosition committed, long fromOffset) {
    return ranges(oldestDay, committed, Optional.of(new LogPosition(committed.part(), fromOffset)))
        .stream()
        .filter(range -> range.part() == committed.part())
        .toList();
  }

  @Override
  public List<RetryEntry> rows(Range range, int oldestDay) {
    answer();
    List<RetryEntry> entries = new ArrayList<>();
    for (Row row : rows) {
      if (row.key() != null
          && row.at().part() == range.part()
          && row.at().offset() >= range.from()
          && row.at().offset() < range.to()
          && row.day() >= oldestDay) {
        Occurrence at = row.at();
        entries.add(
            new RetryEntry(
                row.key(),
                new Occurrence(at.part(), at.offset(), at.ingestId(), ContentChecksum.UNKNOWN),
                row.day()));
      }
    }
    return entries;
  }

  private static boolean isAtOrAfter(Row row, LogPosition position) {
    return row.at().part() == position.part() && row.at().offset() >= position.offset();
  }

  private void answer() {
    calls++;
    if (failures > 0) {
      failures--;
      throw new EngineException.Unavailable("away", new IllegalStateException());
    }
  }
}
