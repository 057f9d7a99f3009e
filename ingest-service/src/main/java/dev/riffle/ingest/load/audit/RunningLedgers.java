package dev.riffle.ingest.load.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The ledgers of the partitions assigned to this process, as of their last commit: every row before
 * {@link Ledger#next} is in the table. Thread-safe.
 */
public final class RunningLedgers {
  private final Map<Integer, Ledger> byPart = new ConcurrentHashMap<>();

  /** A partition begins, or has committed a batch. */
  public void committed(Ledger ledger) {
    byPart.put(ledger.part(), ledger);
  }

  /** The partition is no longer assigned. */
  public void revoked(int part) {
    byPart.remove(part);
  }

  List<Ledger> all() {
    return List.copyOf(byPart.values());
  }

  /** Numbers of the Kafka partitions. */
  Set<Integer> partitions() {
    return byPart.values().stream()
        .map(ledger -> ledger.bucket().partition())
        .collect(Collectors.toUnmodifiableSet());
  }
}
