package dev.riffle.ingest.load.catalog;

import dev.riffle.project.ProjectId;

/** One running count. One thread. */
final class Tally {
  private final ProjectId project;
  private final CatalogCount.Entry entry;
  private final String name;
  private final String detail;
  private long occurrences;
  private long firstSeenMillis = Long.MAX_VALUE;
  private long lastSeenMillis = Long.MIN_VALUE;
  private long offset = -1;
  private long storedOffset = -1;
  private long takenBackOffset = -1;
  private boolean changed;

  Tally(ProjectId project, CatalogCount.Entry entry, String name, String detail) {
    this.project = project;
    this.entry = entry;
    this.name = name;
    this.detail = detail;
  }

  static Tally of(CatalogCount count) {
    Tally tally = new Tally(count.project(), count.entry(), count.name(), count.detail());
    tally.occurrences = count.occurrences();
    tally.firstSeenMillis = count.firstSeenMillis();
    tally.lastSeenMillis = count.lastSeenMillis();
    tally.offset = count.offset();
    tally.storedOffset = count.offset();
    return tally;
  }

  /**
   * Counts a record once, unless it is counted already.
   *
   * @return true when this is the first change since {@link #settled}
   */
  boolean count(long atMillis, long recordOffset) {
    if (recordOffset <= offset) {
      return false;
    }
    offset = recordOffset;
    occurrences++;
    firstSeenMillis = Math.min(firstSeenMillis, atMillis);
    lastSeenMillis = Math.max(lastSeenMillis, atMillis);
    boolean first = !changed;
    changed = true;
    return first;
  }

  /**
   * The record, which {@link #count} has had since the last {@link #settled}, is no event after
   * all. First and last time stay as they are: what they were before is not kept.
   */
  void takeBack(long recordOffset) {
    // what an earlier owner stored, it took back itself; and a record may meet a tally twice
    if (recordOffset > storedOffset && recordOffset != takenBackOffset) {
      takenBackOffset = recordOffset;
      occurrences--;
    }
  }

  void settled() {
    changed = false;
  }

  CatalogCount count() {
    return new CatalogCount(
        project, entry, name, detail, occurrences, firstSeenMillis, lastSeenMillis, offset);
  }
}
