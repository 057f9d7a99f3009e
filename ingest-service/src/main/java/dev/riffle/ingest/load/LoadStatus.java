package dev.riffle.ingest.load;

import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What the loader is doing, as health and metrics show it. Thread-safe. */
final class LoadStatus implements EngineWait.Observer, LoadObserver {
  private static final Logger LOG = Logger.getLogger(LoadStatus.class);

  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter stored;
  private final Counter alreadyLanded;
  private final Counter unreadable;
  private final Counter batches;
  private final Counter refusedOperations;
  private final Counter lateOperations;
  private final Counter recoveredAll;
  private final Counter recoveredSome;
  private final Counter recoveredNone;
  private final Counter engineFailures;
  private final Timer inserts;
  private final Timer commits;
  private final Map<Integer, PartitionStatus> partitions = new ConcurrentHashMap<>();
  private final Set<Integer> halted = ConcurrentHashMap.newKeySet();
  private final Set<Integer> gauges = ConcurrentHashMap.newKeySet();
  private volatile long polledMillis;
  private volatile boolean engineAway;
  private volatile Optional<String> fatal = Optional.empty();

  /** One assigned partition, at the last look. */
  record PartitionStatus(PartitionWorker.State state, long lagRecords, long lagMillis) {}

  LoadStatus(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    this.polledMillis = clock.millis();
    stored = meters.counter("riffle.load.rows.stored");
    alreadyLanded = meters.counter("riffle.load.records.already.landed");
    unreadable = meters.counter("riffle.load.records.unreadable");
    batches = meters.counter("riffle.load.batches");
    refusedOperations = meters.counter("riffle.load.operations", "outcome", "refused");
    lateOperations = meters.counter("riffle.load.operations", "outcome", "too_late");
    recoveredAll = meters.counter("riffle.load.recoveries", "landed", "all");
    recoveredSome = meters.counter("riffle.load.recoveries", "landed", "some");
    recoveredNone = meters.counter("riffle.load.recoveries", "landed", "none");
    engineFailures = meters.counter("riffle.load.engine.failures");
    inserts = meters.timer("riffle.load.insert");
    commits = meters.timer("riffle.load.commit");
  }

  @Override
  public void batchStored(int rows, int landed, int kept) {
    batches.increment();
    stored.increment(rows);
    alreadyLanded.increment(landed);
    unreadable.increment(kept);
    if (kept > 0) {
      LOG.errorf("records kept in the table unreadable: count=%d", kept);
    }
  }

  @Override
  public void operationsWithoutEffect(int refused, int tooLate) {
    refusedOperations.increment(refused);
    lateOperations.increment(tooLate);
  }

  @Override
  public void readBack(int rows, int landed, boolean swallowed) {
    LOG.infof(
        "insert of unknown outcome read back: rows=%d landed=%d swallowed=%s",
        rows, landed, swallowed);
    (landed == 0 ? recoveredNone : landed == rows ? recoveredAll : recoveredSome).increment();
  }

  @Override
  public void inserted(int rows, long nanos) {
    inserts.record(nanos, TimeUnit.NANOSECONDS);
    succeeded();
  }

  @Override
  public void failed(EngineException failure) {
    engineFailures.increment();
    if (!engineAway) {
      LOG.warnf("the engine does not store, waiting: reason=%s", failure.getMessage());
    }
    engineAway = true;
  }

  @Override
  public void succeeded() {
    if (engineAway) {
      LOG.infof("the engine stores again");
    }
    engineAway = false;
  }

  /** The log has noted how far a partition is loaded. */
  void committed(long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  void polled() {
    polledMillis = clock.millis();
  }

  void assigned(int partition) {
    partitions.put(partition, new PartitionStatus(PartitionWorker.State.RECOVERING, 0, 0));
    if (gauges.add(partition)) {
      String label = Integer.toString(partition);
      Gauge.builder("riffle.load.lag.records", () -> lagRecords(partition))
          .tag("partition", label)
          .register(meters);
      Gauge.builder("riffle.load.lag.seconds", () -> lagSeconds(partition))
          .tag("partition", label)
          .register(meters);
    }
  }

  void revoked(int partition) {
    partitions.remove(partition);
    halted.remove(partition);
  }

  void halted(int partition) {
    halted.add(partition);
  }

  boolean isHalted(int partition) {
    return halted.contains(partition);
  }

  void state(int partition, PartitionWorker.State state) {
    partitions.computeIfPresent(
        partition, (_, old) -> new PartitionStatus(state, old.lagRecords(), old.lagMillis()));
  }

  /**
   * @param loadedMillis when the log took the newest record that is loaded; 0 when there is none
   */
  void lag(int partition, long records, long loadedMillis) {
    long millis = records == 0 || loadedMillis == 0 ? 0 : clock.millis() - loadedMillis;
    partitions.computeIfPresent(
        partition, (_, old) -> new PartitionStatus(old.state(), records, Math.max(0, millis)));
  }

  /** Nothing will be loaded before a person has looked. The first reason stays. */
  void fatal(String reason) {
    fatal = Optional.of(fatal.orElse(reason));
  }

  Optional<String> fatal() {
    return fatal;
  }

  boolean isEngineAway() {
    return engineAway;
  }

  Set<Integer> haltedPartitions() {
    return Set.copyOf(halted);
  }

  Duration sincePolled() {
    return Duration.ofMillis(clock.millis() - polledMillis);
  }

  Map<Integer, PartitionStatus> partitions() {
    return Map.copyOf(partitions);
  }

  private double lagRecords(int partition) {
    PartitionStatus status = partitions.get(partition);
    return status == null ? Double.NaN : status.lagRecords();
  }

  private double lagSeconds(int partition) {
    PartitionStatus status = partitions.get(partition);
    return status == null ? Double.NaN : status.lagMillis() / 1000.0;
  }
}
