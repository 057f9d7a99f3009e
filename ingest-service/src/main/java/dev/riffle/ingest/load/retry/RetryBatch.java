package dev.riffle.ingest.load.retry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the retries of one batch: by what the index said of its keys, and by what the batch itself
 * and the one before have seen. Collects what the index has to take in once the batch is committed,
 * which may be as late as the end of the next. Records come in the order of the log. Pure: no store
 * is asked from here. One thread.
 */
public final class RetryBatch {
  private final RetryWindow window;
  private final Map<EventKey, RetryEntry> found = new HashMap<>();
  private Map<EventKey, RetryEntry> added = new HashMap<>();

  /** Of the batch before, which the index may not have taken in yet. */
  private Map<EventKey, RetryEntry> before = new HashMap<>();

  public RetryBatch(RetryWindow window) {
    this.window = window;
  }

  /**
   * Remembers what {@link RetryIndex#find} answered; must come before the records are asked for.
   */
  public void learn(List<@Nullable RetryEntry> answer) {
    for (RetryEntry entry : answer) {
      if (entry != null) {
        found.put(entry.key(), entry);
      }
    }
  }

  /**
   * The occurrence of which this one is a retry; empty when it is the first, or none that counts
   * any more.
   *
   * @param day UTC day of receipt, {@link RetryWindow#dayOf}
   */
  public Optional<Occurrence> firstOf(EventKey key, Occurrence mine, int day) {
    RetryEntry entry = known(key);
    return entry != null && entry.makesDuplicate(mine, day, window)
        ? Optional.of(entry.first())
        : Optional.empty();
  }

  /** Notes a record that has its row, or gets it with this batch: a first one, or one landed. */
  public void add(EventKey key, Occurrence mine, int day) {
    RetryEntry mineFirst = new RetryEntry(key, mine, day);
    RetryEntry entry = known(key);
    if (entry == null || entry.givesWayTo(mineFirst, window)) {
      added.put(key, mineFirst);
    }
  }

  /**
   * Takes back a record that got no row after all, because the engine refused it: it may come again
   * from the dead letters, and must not be a duplicate of itself then. Retries of it in the same
   * batch stay duplicates: what they carry is kept with it.
   */
  public void forget(long offset) {
    added.values().removeIf(entry -> entry.first().offset() == offset);
  }

  /** What to apply after the commit. */
  public List<RetryEntry> entries() {
    return new ArrayList<>(added.values());
  }

  /**
   * Begins the next batch; the entries of this one are known as long as it lasts, and must be
   * applied before it ends.
   */
  public void next() {
    Map<EventKey, RetryEntry> oldest = before;
    before = added;
    added = oldest;
    added.clear();
    found.clear();
  }

  private @Nullable RetryEntry known(EventKey key) {
    RetryEntry entry = added.get(key);
    if (entry == null) {
      entry = before.get(key);
    }
    return entry != null ? entry : found.get(key);
  }
}
