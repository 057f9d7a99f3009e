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

  void settled() {
    changed = false;
  }

  CatalogCount count() {
    return new CatalogCount(
        project, entry, name, detail, occurrences, firstSeenMillis, lastSeenMillis, offset);
  }
}
