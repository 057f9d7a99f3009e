package dev.riffle.ingest.load.retry;

/**
 * A message id and its first occurrence.
 *
 * @param day UTC day of receipt, counted from 1970-01-01
 */
public record RetryEntry(EventKey key, Occurrence first, int day) {
  /** True when a record with the same key, received on that day, is a retry of this one. */
  boolean makesDuplicate(Occurrence other, int otherDay, RetryWindow window) {
    return first.isBefore(other) && window.covers(day, otherDay);
  }

  /**
   * True when another entry of the same key takes this one's place: because this one is forgotten
   * by then, or because the other was earlier after all, which is seen when records are read again
   * that are older than the index, or when the index is made from the table, in any order. Of two
   * topics, the one that was there stays.
   */
  boolean givesWayTo(RetryEntry other, RetryWindow window) {
    if (Math.abs(day - other.day) > window.days()) {
      return day < other.day;
    }
    return first.part() == other.first.part() && other.first.offset() < first.offset();
  }
}
