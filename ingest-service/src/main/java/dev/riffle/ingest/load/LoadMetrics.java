package dev.riffle.ingest.load;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What loading counts; docs/metrics.md has names, meanings and equations. Labels come from closed
 * sets: partitions, reasons, outcomes. Thread-safe.
 */
final class LoadMetrics {
  private final MeterRegistry meters;
  private final Counter taken;
  private final Counter stored;
  private final Counter alreadyLanded;
  private final Counter duplicates;
  private final Counter conflicts;
  private final Counter refusedOperations;
  private final Counter lateOperations;
  private final Counter complete;
  private final Counter complement;
  private final Counter poisoned;
  private final Counter engineFailures;
  private final Timer batches;
  private final Timer inserts;
  private final Timer commits;
  private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();

  LoadMetrics(MeterRegistry meters) {
    this.meters = meters;
    taken = meters.counter("riffle.load.records.taken");
    stored = meters.counter("riffle.load.records.stored");
    alreadyLanded = meters.counter("riffle.load.records.already.landed");
    duplicates = meters.counter("riffle.load.records.duplicate", "payload", "same");
    conflicts = meters.counter("riffle.load.records.duplicate", "payload", "different");
    refusedOperations = meters.counter("riffle.load.operations", "outcome", "refused");
    lateOperations = meters.counter("riffle.load.operations", "outcome", "too_late");
    complete = meters.counter("riffle.load.recoveries", "outcome", "complete");
    complement = meters.counter("riffle.load.recoveries", "outcome", "complement");
    poisoned = meters.counter("riffle.load.recoveries", "outcome", "poisoned_token");
    engineFailures = meters.counter("riffle.load.engine.failures");
    batches = meters.timer("riffle.load.batch");
    inserts = meters.timer("riffle.load.insert");
    commits = meters.timer("riffle.load.commit");
  }

  void delivered(BatchOutcome outcome, Duration time) {
    batches.record(time);
    taken.increment(outcome.taken());
    stored.increment(outcome.stored());
    alreadyLanded.increment(outcome.alreadyLanded());
    duplicates.increment(outcome.duplicates());
    conflicts.increment(outcome.conflicts());
    outcome
        .deadLettered()
        .forEach((reason, records) ->
            meters
                .counter("riffle.load.records.dead.lettered", "reason", reason.word())
                .increment(records));
  }

  void operationsWithoutEffect(int refused, int tooLate) {
    refusedOperations.increment(refused);
    lateOperations.increment(tooLate);
  }

  /**
   * An insert of unknown outcome was read back.
   *
   * @param swallowed the engine said yes and rows were missing
   */
  void readBack(int rows, int landed, boolean swallowed) {
    (swallowed ? poisoned : landed == rows ? complete : complement).increment();
  }

  void inserted(long nanos) {
    inserts.record(nanos, TimeUnit.NANOSECONDS);
  }

  void committed(long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  void engineFailed() {
    engineFailures.increment();
  }

  void watch(BooleanSupplier engineAway, Set<Integer> halted) {
    Gauge.builder("riffle.load.engine.away", () -> engineAway.getAsBoolean() ? 1 : 0)
        .register(meters);
    Gauge.builder("riffle.load.halted.partitions", halted, Set::size).register(meters);
  }

  /** The gauges of a partition, once; they are NaN while it is not assigned. */
  void watch(
      int partition, ToDoubleFunction<Integer> lagRecords, ToDoubleFunction<Integer> lagSeconds) {
    if (partitions.add(partition)) {
      String label = Integer.toString(partition);
      Gauge.builder("riffle.load.lag.records", () -> lagRecords.applyAsDouble(partition))
          .tag("partition", label)
          .register(meters);
      Gauge.builder("riffle.load.lag.seconds", () -> lagSeconds.applyAsDouble(partition))
          .tag("partition", label)
          .register(meters);
    }
  }

  /** The index of message ids: its size, and the room that its disk has left. */
  void watchRetryIndex(Path directory, LongSupplier bytes) {
    Gauge.builder("riffle.load.retry.index.bytes", bytes::getAsLong).register(meters);
    Gauge.builder("riffle.load.disk.free.bytes", () -> directory.toFile().getUsableSpace())
        .register(meters);
  }
}
