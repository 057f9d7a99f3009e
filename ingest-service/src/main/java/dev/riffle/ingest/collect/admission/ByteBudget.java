package dev.riffle.ingest.collect.admission;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes may be in hand at once. What does not fit is refused, not queued. Thread-safe. */
public final class ByteBudget {
  private final long max;
  private final AtomicLong used = new AtomicLong();

  public ByteBudget(long max) {
    if (max < 1) {
      throw new IllegalArgumentException("a budget is positive");
    }
    this.max = max;
  }

  /** True when the bytes are reserved and must be released once. */
  public boolean tryReserve(long bytes) {
    long before;
    do {
      before = used.get();
      if (before + bytes > max) {
        return false;
      }
    } while (!used.compareAndSet(before, before + bytes));
    return true;
  }

  public void release(long bytes) {
    used.addAndGet(-bytes);
  }

  public long used() {
    return used.get();
  }
}
