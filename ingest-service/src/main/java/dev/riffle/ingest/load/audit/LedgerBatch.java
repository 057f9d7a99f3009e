package dev.riffle.ingest.load.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one batch, in any order, summed up by bucket: every record that must be a row of
 * {@code events}, stored now or landed before; no duplicates, no dead letters. One thread.
 */
public final class LedgerBatch {
  private final long bucketSize;
  private final TreeMap<Long, Sum> buckets = new TreeMap<>();
  private Sum last = new Sum();
  private long lastFrom;
  private long lastTo;

  LedgerBatch(long bucketSize) {
    this.bucketSize = bucketSize;
  }

  /**
   * Takes a row.
   *
   * @param ingestId low half of the ingest id
   */
  public void add(long offset, long ingestId) {
    Sum sum = bucketOf(offset);
    sum.rows++;
    sum.idSum += ingestId;
    sum.idXor ^= ingestId;
    sum.first = Math.min(sum.first, offset);
    sum.last = Math.max(sum.last, offset);
  }

  /** Takes a row back that was added: the engine has refused it. */
  public void remove(long offset, long ingestId) {
    Sum sum = bucketOf(offset);
    sum.rows--;
    sum.idSum -= ingestId;
    sum.idXor ^= ingestId;
  }

  /** The rows of one bucket. */
  RowSum in(long number) {
    Sum sum = buckets.get(number);
    return sum == null ? RowSum.NONE : new RowSum(sum.rows, sum.idSum, sum.idXor);
  }

  /** Numbers of the buckets that the rows fall into, ascending. */
  Iterable<Long> numbers() {
    return buckets.keySet();
  }

  /**
   * @throws IllegalArgumentException when a row is outside of {@code [from, to)}
   */
  void checkWithin(long from, long to) {
    for (Map.Entry<Long, Sum> bucket : buckets.entrySet()) {
      Sum sum = bucket.getValue();
      if (sum.first < from || sum.last >= to) {
        throw new IllegalArgumentException(
            "rows from %d to %d where a batch from %d up to %d was expected"
                .formatted(sum.first, sum.last, from, to));
      }
    }
  }

  private Sum bucketOf(long offset) {
    if (offset < lastFrom || offset >= lastTo) {
      long number = offset / bucketSize;
      last = buckets.computeIfAbsent(number, _ -> new Sum());
      lastFrom = number * bucketSize;
      lastTo = lastFrom + bucketSize;
    }
    return last;
  }

  private static final class Sum {
    private long rows;
    private long idSum;
    private long idXor;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
  }
}
