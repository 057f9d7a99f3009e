package dev.riffle.ingest.load;

import dev.riffle.ingest.load.audit.AuditStatus;
import dev.riffle.ingest.load.audit.Ledger;
import dev.riffle.ingest.load.audit.RunningLedgers;
import dev.riffle.ingest.load.identity.IdentityStatus;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What the loader is doing, as health and metrics show it. Thread-safe. */
final class LoadStatus implements EngineWait.Observer, LoadObserver {
  private static final Logger LOG = Logger.getLogger(LoadStatus.class);

  /** What the role waits for, from its start to its end. */
  enum Phase {
    TOPIC("waiting for Kafka to tell of the topic"),
    JOINING("joining the consumer group"),
    LOADING("loading"),
    STOPPING("stopping: finishes the batches at hand");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * One assigned partition, at the last look.
   *
   * @param retriesKnownSince records received since then are recognised when they are sent again;
   *     empty while that is not known
   */
  record PartitionStatus(
      PartitionWorker.State state, PartitionLag lag, Optional<Instant> retriesKnownSince) {}

  private final InstantSource clock;
  private final LoadMetrics metrics;
  private final AuditStatus audit;
  private final IdentityStatus identity;
  private final RunningLedgers ledgers = new RunningLedgers();
  private final Map<Integer, PartitionStatus> partitions = new ConcurrentHashMap<>();
  private final Set<Integer> halted = ConcurrentHashMap.newKeySet();
  private volatile Phase phase = Phase.TOPIC;
  private volatile boolean tablesReady;
  private volatile long polledMillis;
  private volatile boolean engineAway;
  private volatile String lastConflict = "";
  private volatile Optional<String> fatal = Optional.empty();

  LoadStatus(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    this.polledMillis = clock.millis();
    metrics = new LoadMetrics(meters);
    metrics.watch(this::isEngineAway, halted);
    audit = new AuditStatus(meters, clock);
    identity = new IdentityStatus(meters, clock);
  }

  @Override
  public void batchDelivered(BatchOutcome outcome, Duration time) {
    metrics.delivered(outcome, time);
    if (outcome.deadLetters() > 0) {
      LOG.errorf("records kept as dead letters: reasons=%s", outcome.deadLettered());
    }
    if (outcome.conflicts() > 0) {
      LOG.warnf(
          "message ids used again for other events, which are not stored: count=%d, one of them:"
              + " %s",
          outcome.conflicts(), lastConflict);
    }
  }

  @Override
  public void conflict(int part, long offset, int firstPart, long firstOffset) {
    lastConflict =
        "part=%s offset=%d, first part=%s offset=%d"
            .formatted(
                Integer.toUnsignedString(part),
                offset,
                Integer.toUnsignedString(firstPart),
                firstOffset);
  }

  @Override
  public void operationsWithoutEffect(int refused, int tooLate) {
    metrics.operationsWithoutEffect(refused, tooLate);
  }

  @Override
  public void ledgerCommitted(Ledger ledger) {
    ledgers.committed(ledger);
  }

  @Override
  public void readBack(int rows, int landed, boolean swallowed) {
    LOG.infof(
        "insert of unknown outcome read back: rows=%d landed=%d swallowed=%s",
        rows, landed, swallowed);
    metrics.readBack(rows, landed, swallowed);
  }

  @Override
  public void inserted(int rows, long nanos) {
    metrics.inserted(nanos);
    succeeded();
  }

  @Override
  public void failed(EngineException failure) {
    metrics.engineFailed();
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
    metrics.committed(nanos);
  }

  void phase(Phase phase) {
    this.phase = phase;
  }

  /** The tables are up to date. */
  void tablesReady() {
    tablesReady = true;
  }

  boolean areTablesReady() {
    return tablesReady;
  }

  void polled() {
    polledMillis = clock.millis();
  }

  void assigned(int partition) {
    partitions.put(
        partition,
        new PartitionStatus(PartitionWorker.State.RECOVERING, PartitionLag.NONE, Optional.empty()));
    metrics.watch(partition, this::lagRecords, this::lagSeconds);
  }

  void revoked(int partition) {
    partitions.remove(partition);
    halted.remove(partition);
  }

  /** The partition's thread has ended, and commits nothing more. */
  void ended(SourcePartition partition) {
    ledgers.revoked(partition.part());
  }

  void halted(int partition) {
    halted.add(partition);
  }

  boolean isHalted(int partition) {
    return halted.contains(partition);
  }

  /**
   * How a partition does, at every turn of the loop.
   *
   * @param oldestMillis when the log took the oldest record that is here and not committed; 0 when
   *     none is here
   */
  void look(int partition, PartitionWorker.State state, long oldestMillis) {
    partitions.computeIfPresent(
        partition,
        (_, old) ->
            new PartitionStatus(state, old.lag().waiting(oldestMillis), old.retriesKnownSince()));
  }

  /** How many records there are between the committed offset and the end of the log. */
  void lag(int partition, long records) {
    long now = clock.millis();
    partitions.computeIfPresent(
        partition,
        (_, old) ->
            new PartitionStatus(
                old.state(), old.lag().measured(records, now), old.retriesKnownSince()));
  }

  @Override
  public void retriesKnownSince(int partition, Instant since) {
    partitions.computeIfPresent(
        partition, (_, old) -> new PartitionStatus(old.state(), old.lag(), Optional.of(since)));
  }

  /** Shows the size of the index of message ids, and the room left on its disk. */
  void watchRetryIndex(Path directory, LongSupplier bytes) {
    metrics.watchRetryIndex(directory, bytes);
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

  Phase phase() {
    return phase;
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

  Instant now() {
    return clock.instant();
  }

  RunningLedgers ledgers() {
    return ledgers;
  }

  IdentityStatus identity() {
    return identity;
  }

  AuditStatus audit() {
    return audit;
  }

  private double lagRecords(int partition) {
    PartitionStatus status = partitions.get(partition);
    return status == null ? Double.NaN : status.lag().records();
  }

  private double lagSeconds(int partition) {
    PartitionStatus status = partitions.get(partition);
    return status == null ? Double.NaN : status.lag().millis(clock.millis()) / 1000.0;
  }
}
