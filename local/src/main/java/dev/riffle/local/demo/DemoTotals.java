package dev.riffle.local.demo;

import dev.riffle.local.demo.BatchPoster.Receipt;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Running totals over all lanes. Thread-safe. */
final class DemoTotals implements Consumer<Receipt> {
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();
  private final AtomicReference<String> firstRefusal = new AtomicReference<>("");

  @Override
  public void accept(Receipt receipt) {
    accepted.addAndGet(receipt.accepted());
    repeats.addAndGet(receipt.repeats());
    if (!receipt.reason().isEmpty()) {
      firstRefusal.compareAndSet("", receipt.reason());
    }
  }

  long accepted() {
    return accepted.get();
  }

  /** Batches sent again because the service was busy or away. */
  long repeats() {
    return repeats.get();
  }

  Optional<String> firstRefusal() {
    return Optional.of(firstRefusal.get()).filter(reason -> !reason.isEmpty());
  }
}
