package dev.riffle.ingest.load;

import dev.riffle.event.table.Migration;
import dev.riffle.event.table.MigrationException;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.audit.AuditLoop;
import dev.riffle.ingest.load.audit.ClickHouseLedgerStore;
import dev.riffle.ingest.load.catalog.ClickHouseCatalogStore;
import dev.riffle.ingest.load.deadletter.KafkaDeadLetters;
import dev.riffle.ingest.load.identity.AliasOrders;
import dev.riffle.ingest.load.identity.IdentityConfig;
import dev.riffle.ingest.load.identity.IdentityLoop;
import dev.riffle.ingest.load.identity.Resolver;
import dev.riffle.ingest.load.person.ClickHousePersonStore;
import dev.riffle.ingest.load.retry.RetryConfig;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.ClickHouseEventStore;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.topic.DeadLetterTopicSetup;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.ingest.topic.LogTopic;
import dev.riffle.ingest.topic.NativeCompression;
import dev.riffle.ingest.topic.TopicMismatchException;
import dev.riffle.ingest.topic.TopicSetup;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The role {@code load} from start to end: waits for the topic and joins the group at once, so that
 * the lag is known also while the engine is away; waits for the engine and migrates its tables, and
 * only then loads; begins again when Kafka fails in a way that a consumer does not survive.
 */
final class LoadRole implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LoadRole.class);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);
  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(10);

  private final LoadConfig load;
  private final KafkaConfig kafka;
  private final LoadStatus status;
  private final ClickHouse clickHouse;
  private final BatchLimits limits;
  private final KafkaDeadLetters deadLetters;
  private final TableBackedRetries retries;
  private final AuditLoop audit;
  private final KafkaCommittedOffsets offsets;
  private final IdentityLoop identity;
  private final InstantSource clock;
  private final SecureRandom nonces = new SecureRandom();
  private final Thread thread;
  private final CountDownLatch tables = new CountDownLatch(1);
  private final Thread migration;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Loader loader;

  /** How the role is set up. */
  record Config(
      LoadConfig load,
      RetryConfig retry,
      IdentityConfig identity,
      KafkaConfig kafka,
      ClickHouseConfig engine) {}

  LoadRole(Config config, AliasOrders orders, LoadStatus status, InstantSource clock) {
    this.load = config.load();
    this.kafka = config.kafka();
    ClickHouseConfig engine = config.engine();
    this.status = status;
    this.clock = clock;
    this.limits =
        new BatchLimits(load.batchRowsMax(), Math.toIntExact(load.batchBytesMax().asLongValue()));
    this.clickHouse =
        new ClickHouse(
            engine.url(),
            engine.database(),
            engine.user(),
            engine.password().orElse(""),
            load.engineTimeout());
    this.deadLetters = new KafkaDeadLetters(kafka.bootstrapServers(), kafka.deadLetterTopic());
    this.retries = new TableBackedRetries(config.retry(), kafka.partitions(), clickHouse, clock);
    status.watchRetryIndex(config.retry().retryDirectory(), retries::bytes);
    this.audit =
        new AuditLoop(clickHouse, status.ledgers(), status.audit(), load.auditInterval(), clock);
    this.offsets = new KafkaCommittedOffsets(kafka, load.consumerGroup());
    this.identity = identity(config.identity(), orders);
    this.migration = Thread.ofVirtual().name("load-tables").unstarted(this::migrate);
    this.thread = Thread.ofPlatform().name("load-poll").unstarted(this::run);
  }

  void start() {
    NativeCompression.load();
    migration.start();
    thread.start();
    audit.start();
    identity.start();
  }

  /** Finishes the batches at hand, commits them, leaves the group. */
  @Override
  public void close() {
    status.phase(LoadStatus.Phase.STOPPING);
    migration.interrupt();
    audit.close();
    identity.close();
    stop();
    try {
      if (!thread.join(load.stopTimeout().plus(RESTART_PAUSE))) {
        LOG.warnf("the loader did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    retries.close();
    deadLetters.close();
    offsets.close();
    clickHouse.close();
  }

  private void stop() {
    stopping.countDown();
    Loader current = loader;
    if (current != null) {
      current.stop();
    } else {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (!isStopping()) {
        loadUntilKafkaFails();
      }
    } catch (InterruptedException e) {
      LOG.debugf("stopped while waiting");
    } catch (RuntimeException e) {
      LOG.errorf(e, "the loader has ended");
      status.fatal("the loader has ended, see the log");
    }
  }

  /** Opens the tables to the partitions' threads; when they cannot be, another process may load. */
  private void migrate() {
    try {
      List<Migration> run = engineWait().until(() -> new Migrator(clickHouse).migrate());
      LOG.infof("tables are up to date: migrations=%d", run.size());
      status.tablesReady();
      tables.countDown();
    } catch (InterruptedException e) {
      LOG.debugf("stopped while waiting for the engine");
    } catch (RuntimeException e) {
      LOG.errorf(e, "the tables cannot be brought up to date, nothing is loaded");
      status.fatal(
          e instanceof MigrationException
              ? String.valueOf(e.getMessage())
              : "the tables cannot be brought up to date, see the log");
      stop();
    }
  }

  private void loadUntilKafkaFails() throws InterruptedException {
    try {
      status.polled();
      status.phase(LoadStatus.Phase.TOPIC);
      LogTopic topic = topic();
      offsets.of(topic);
      status.phase(LoadStatus.Phase.JOINING);
      Loader current = loader(topic);
      loader = current;
      if (!isStopping()) {
        current.run();
      }
    } catch (KafkaException e) {
      LOG.warnf(e, "Kafka failed, the loader joins again");
      var _ = stopping.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      loader = null;
    }
  }

  private LogTopic topic() throws InterruptedException {
    try {
      new DeadLetterTopicSetup(kafka, TOPIC_TIMEOUT).ensureTopic();
      return new TopicSetup(kafka, TOPIC_TIMEOUT).ensureTopic();
    } catch (TopicMismatchException e) {
      status.fatal(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** Whoever loads the first partition resolves identities, those of all partitions. */
  private IdentityLoop identity(IdentityConfig config, AliasOrders orders) {
    return new IdentityLoop(
        mayGoOn ->
            new Resolver(
                clickHouse, orders, Resolver.Settings.of(config), clock, nonces::nextLong, mayGoOn),
        offsets,
        () -> status.partitions().containsKey(0),
        tables,
        status.identity(),
        config);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private Loader loader(LogTopic topic) {
    return new Loader(
        new KafkaConsumer<>(ConsumerSettings.of(kafka, load)),
        topic,
        this::partitionLoader,
        status,
        new Loader.Settings(
            new PartitionWorker.Rhythm(load.batchAgeMax(), load.batchInterval()),
            limits,
            load.stopTimeout(),
            tables));
  }

  private PartitionLoader partitionLoader(SourcePartition partition, CommitLog commits) {
    PartitionStores stores =
        new PartitionStores(
            new ClickHouseEventStore(clickHouse, partition.part()),
            new ClickHousePersonStore(
                clickHouse,
                partition.partition(),
                partition.partitions(),
                load.personCache().asLongValue() / partition.partitions(),
                load.lastSeenLag()),
            new ClickHouseCatalogStore(clickHouse, partition.part()),
            deadLetters,
            new ClickHouseLedgerStore(clickHouse, clock),
            retries);
    return new PartitionLoader(
        partition,
        stores,
        commits,
        engineWait(),
        new PartitionLoader.Settings(
            limits, load.lastSeenLag(), load.auditBucket(), nonces::nextLong, clock),
        status);
  }

  private EngineWait engineWait() {
    return new EngineWait(load.enginePauseFirst(), load.enginePauseMax(), Thread::sleep, status);
  }
}
