package dev.riffle.ingest.collect.enrichment;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps work within a share of one processor, whoever may cause it. What was spent is a debt that
 * the share pays off with time; as long as it is within the burst, more may be spent. Thread-safe.
 */
final class ReadingBudget {
  /** So much may be spent at once, after a pause. */
  static final Duration BURST = Duration.ofSeconds(1);

  private final int percent;
  private final LongSupplier nanoTime;
  private final AtomicLong paidAt;

  /**
   * @param percent of a processor, in the long run; 0 allows nothing
   */
  ReadingBudget(int percent, LongSupplier nanoTime) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a share is between 0 and 100 percent");
    }
    this.percent = percent;
    this.nanoTime = nanoTime;
    this.paidAt = new AtomicLong(nanoTime.getAsLong());
  }

  boolean isSpent() {
    return percent == 0 || paidAt.get() - nanoTime.getAsLong() >= BURST.toNanos() * 100 / percent;
  }

  void spend(long nanos) {
    long now = nanoTime.getAsLong();
    long debt = nanos * 100 / percent;
    paidAt.updateAndGet(at -> (at - now > 0 ? at : now) + debt);
  }
}
