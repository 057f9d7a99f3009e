package dev.riffle.ingest.load.retry;

import dev.riffle.ingest.load.table.EngineWait;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * Makes an index of message ids whole from the table: what was applied to it and did not reach the
 * disk, what was loaded by another process, or everything when it is new. Every row before the
 * committed offset is in the table, so afterwards every id of the window is in the index.
 *
 * <p>It may end at any point and begin again: rows that are in the index already change nothing,
 * and the position is moved last. Rows after the committed offset, from a batch that was cut off,
 * are left to the batch that meets them again.
 */
public final class RetryCompletion {
  private static final Logger LOG = Logger.getLogger(RetryCompletion.class);

  /** Rows are read in ranges of that many offsets, so that memory stays bounded. */
  private static final long PAGE_OFFSETS = 100_000;

  private final RetryTable table;
  private final RetryWindow window;
  private final InstantSource clock;
  private final EngineWait wait;

  public RetryCompletion(
      RetryTable table, RetryWindow window, InstantSource clock, EngineWait wait) {
    this.table = table;
    this.window = window;
    this.clock = clock;
    this.wait = wait;
  }

  /**
   * Returns when the index contains the log up to the committed position. Waits for the engine as
   * long as it takes.
   *
   * @throws RetryIndexException when the index fails
   */
  public void complete(RetryIndex index, LogPosition committed) throws InterruptedException {
    Optional<LogPosition> applied = index.applied();
    if (applied.isPresent() && contains(applied.get(), committed)) {
      setBack(index, applied.get(), committed);
      return;
    }
    Instant start = clock.instant();
    long rows = 0;
    OptionalInt newest = wait.until(() -> table.newestDay(committed));
    if (newest.isPresent()) {
      int oldest = window.oldest(RetryWindow.present(newest.getAsInt(), start));
      for (RetryTable.Range range : ranges(oldest, applied, committed)) {
        rows += apply(range, oldest, index);
      }
    }
    index.apply(List.of(), committed);
    index.flush();
    LOG.infof(
        "index of message ids completed from the table: part=%s offset=%d rows=%d ms=%d",
        Integer.toUnsignedString(committed.part()),
        committed.offset(),
        rows,
        clock.millis() - start.toEpochMilli());
  }

  /**
   * The log is read again from before what is contained. Rows may be stored there that were not
   * stored the first time, and must be found missing from the index should it lose them.
   */
  private static void setBack(RetryIndex index, LogPosition applied, LogPosition committed) {
    if (applied.offset() > committed.offset()) {
      index.apply(List.of(), committed);
      index.flush();
    }
  }

  private static boolean contains(LogPosition applied, LogPosition committed) {
    return applied.part() == committed.part() && applied.offset() >= committed.offset();
  }

  /** Other topics come first: of two topics, the entry that is there stays. */
  private List<RetryTable.Range> ranges(
      int oldest, Optional<LogPosition> applied, LogPosition committed)
      throws InterruptedException {
    if (applied.isPresent() && applied.get().part() == committed.part()) {
      long from = applied.get().offset();
      return wait.until(() -> table.rangesOfTopic(oldest, committed, from));
    }
    List<RetryTable.Range> ranges =
        new ArrayList<>(wait.until(() -> table.ranges(oldest, committed, applied)));
    ranges.sort(Comparator.comparing(range -> range.part() == committed.part()));
    return ranges;
  }

  private long apply(RetryTable.Range range, int oldest, RetryIndex index)
      throws InterruptedException {
    long rows = 0;
    for (long from = range.from(); from < range.to(); from += PAGE_OFFSETS) {
      RetryTable.Range page =
          new RetryTable.Range(range.part(), from, Math.min(range.to(), from + PAGE_OFFSETS));
      List<RetryEntry> entries = wait.until(() -> table.rows(page, oldest));
      index.apply(firsts(entries), null);
      rows += entries.size();
    }
    return rows;
  }

  private List<RetryEntry> firsts(List<RetryEntry> entries) {
    Map<EventKey, RetryEntry> firsts = HashMap.newHashMap(entries.size());
    for (RetryEntry entry : entries) {
      RetryEntry known = firsts.get(entry.key());
      if (known == null || known.givesWayTo(entry, window)) {
        firsts.put(entry.key(), entry);
      }
    }
    return new ArrayList<>(firsts.values());
  }
}
