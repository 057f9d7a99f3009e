package dev.riffle.ingest.load;

import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.audit.Ledger;
import dev.riffle.ingest.load.catalog.ClickHouseCatalogStore;
import dev.riffle.ingest.load.person.ClickHousePersonStore;
import dev.riffle.ingest.load.retry.RetryWindow;
import dev.riffle.ingest.load.retry.RocksRetryIndexes;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.ClickHouseEventStore;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.ingest.topic.LogTopic;
import dev.riffle.ingest.topic.TopicSetup;
import dev.riffle.testing.KafkaEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What announcing costs: backlogs in a real broker drained into a real engine, with announcements
 * and without, in turns (with, without, without, with, ...). Without, a commit that carries an
 * announcement is not made at all, so that also the end of the batch before is not committed: the
 * difference is all that commits cost while batches follow each other. Run by hand: main(rounds,
 * records, rows of a batch); the first round is a warm-up.
 */
final class AnnouncementBenchmark {
  private static final int PARTITIONS = 4;
  private static final int PERSONS = 5_000;
  private static final RetryWindow WINDOW = new RetryWindow(7);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final KafkaEngine kafka;
  private final ClickHouse clickHouse;
  private final Producer<byte[], byte[]> producer;
  private final int records;
  private final int batchRows;
  private int drains;

  private enum Mode {
    ANNOUNCED,
    NOT_ANNOUNCED
  }

  private record Drain(double rowsPerSecond, long batches, long commits, double commitMillis) {}

  private AnnouncementBenchmark(
      KafkaEngine kafka,
      ClickHouse clickHouse,
      Producer<byte[], byte[]> producer,
      int records,
      int batchRows) {
    this.kafka = kafka;
    this.clickHouse = clickHouse;
    this.producer = producer;
    this.records = records;
    this.batchRows = batchRows;
  }

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    Logger.getLogger("").setLevel(Level.WARNING);
    int rounds = Integer.parseInt(arguments[0]);
    int records = Integer.parseInt(arguments[1]);
    int batchRows = Integer.parseInt(arguments[2]);
    try (KafkaEngine kafka = KafkaEngine.start();
        TestClickHouse engine = TestClickHouse.start();
        ClickHouse clickHouse = engine.connect();
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      new Migrator(clickHouse).migrate();
      new AnnouncementBenchmark(kafka, clickHouse, producer, records, batchRows).run(rounds);
    }
  }

  private void run(int rounds) throws Exception {
    System.out.printf("%d records a drain, batches of %d%n", records, batchRows);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      boolean announcedFirst = round % 2 == 0;
      Drain first = drain(announcedFirst ? Mode.ANNOUNCED : Mode.NOT_ANNOUNCED);
      Drain second = drain(announcedFirst ? Mode.NOT_ANNOUNCED : Mode.ANNOUNCED);
      Drain with = announcedFirst ? first : second;
      Drain without = announcedFirst ? second : first;
      double ratio = with.rowsPerSecond() / without.rowsPerSecond();
      System.out.printf(
          Locale.ROOT,
          "%s: with %,.0f rows/s (%d batches, %d commits of %.1f ms), without %,.0f rows/s (%d"
              + " commits), ratio %.3f, load %.1f%n",
          round == 0 ? "warm-up" : "round " + round,
          with.rowsPerSecond(),
          with.batches(),
          with.commits(),
          with.commitMillis(),
          without.rowsPerSecond(),
          without.commits(),
          ratio,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      if (round > 0) {
        ratios.add(ratio);
      }
    }
    ratios.sort(null);
    double mean = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "ratio with/without: min %.3f, median %.3f, geometric mean %.3f, max %.3f%n",
        ratios.getFirst(),
        ratios.get(ratios.size() / 2),
        Math.exp(mean),
        ratios.getLast());
  }

  private Drain drain(Mode mode) throws Exception {
    SmallRyeConfig config = config("drain-" + ++drains);
    KafkaConfig kafkaConfig = config.getConfigMapping(KafkaConfig.class);
    LoadConfig load = config.getConfigMapping(LoadConfig.class);
    LogTopic topic = new TopicSetup(kafkaConfig, Duration.ofSeconds(30)).ensureTopic();
    beginAtTheEnd(kafkaConfig, load);
    send();
    Counts counts = new Counts();
    CountDownLatch start = new CountDownLatch(1);
    LoadStatus status = new LoadStatus(new SimpleMeterRegistry(), InstantSource.system());
    try (RocksRetryIndexes indexes =
        new RocksRetryIndexes(
            Files.createTempDirectory("retries"),
            WINDOW,
            new RocksRetryIndexes.RetryMemory(16 << 20, 16 << 20),
            PARTITIONS,
            InstantSource.system())) {
      Retries retries = new LoadBenchmark.EmptyRetries(indexes);
      Loader loader =
          new Loader(
              new KafkaConsumer<>(ConsumerSettings.of(kafkaConfig, load)),
              topic,
              (partition, commits) ->
                  partition(partition, retries, counted(mode, commits, counts), status, counts),
              status,
              new Loader.Settings(
                  new PartitionWorker.Rhythm(load.batchAgeMax(), load.batchInterval()),
                  limits(),
                  load.stopTimeout(),
                  start));
      Thread polling = Thread.ofPlatform().start(loader);
      await().atMost(TIMEOUT).until(() -> status.partitions().size() == PARTITIONS);
      long begun = System.nanoTime();
      start.countDown();
      if (!counts.all.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("not drained: " + counts.stored + " of " + records);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      loader.stop();
      polling.join();
      return new Drain(
          records / seconds,
          counts.batches.get(),
          counts.commits.get(),
          counts.commitNanos.get() / 1e6 / Math.max(1, counts.commits.get()));
    }
  }

  private static CommitLog counted(Mode mode, CommitLog commits, Counts counts) {
    return progress -> {
      if (mode == Mode.NOT_ANNOUNCED && progress.intent().isPresent()) {
        return;
      }
      long begun = System.nanoTime();
      commits.commit(progress);
      counts.commitNanos.addAndGet(System.nanoTime() - begun);
      counts.commits.incrementAndGet();
    };
  }

  private PartitionLoader partition(
      SourcePartition partition,
      Retries retries,
      CommitLog commits,
      LoadStatus status,
      Counts counts) {
    FakeStores nowhere = FakeStores.withoutFault();
    return new PartitionLoader(
        partition,
        new PartitionStores(
            new ClickHouseEventStore(clickHouse, partition.part()),
            new ClickHousePersonStore(
                clickHouse,
                partition.partition(),
                partition.partitions(),
                32 << 20,
                Duration.ofDays(1)),
            new ClickHouseCatalogStore(clickHouse, partition.part()),
            nowhere.ports().deadLetters(),
            nowhere.ports().ledgers(),
            retries),
        commits,
        new EngineWait(Duration.ofMillis(100), Duration.ofSeconds(1), Thread::sleep, status),
        new PartitionLoader.Settings(
            limits(),
            Duration.ofDays(1),
            1_000_000,
            ThreadLocalRandom.current()::nextLong,
            InstantSource.system()),
        counts);
  }

  private BatchLimits limits() {
    return new BatchLimits(batchRows, 32 << 20);
  }

  private void beginAtTheEnd(KafkaConfig kafkaConfig, LoadConfig load) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ConsumerSettings.of(kafkaConfig, load))) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new TopicPartition("events", i));
      }
      consumer.assign(partitions);
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      consumer
          .endOffsets(partitions)
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
      consumer.commitSync(ends);
    }
  }

  private void send() {
    SampleEvents sample = new SampleEvents(drains, PERSONS);
    for (int i = 0; i < records; i++) {
      EventRecord event = sample.next();
      LogRecord record = SampleEvents.logRecord(event, i);
      ProducerRecord<byte[], byte[]> produced =
          new ProducerRecord<>("events", record.key(), record.value());
      produced.headers().add(EventTopic.VERSION_HEADER, EventTopic.currentVersion());
      var _ = producer.send(produced);
    }
    producer.flush();
  }

  private SmallRyeConfig config(String group) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(LoadConfig.class)
        .withMapping(KafkaConfig.class)
        .withDefaultValue("riffle.kafka.bootstrap-servers", kafka.bootstrapServers())
        .withDefaultValue("riffle.load.consumer-group", group)
        .build();
  }

  /** What one drain did; ends it when all is stored. */
  private final class Counts implements LoadObserver {
    final AtomicLong batches = new AtomicLong();
    final AtomicLong stored = new AtomicLong();
    final AtomicLong commits = new AtomicLong();
    final AtomicLong commitNanos = new AtomicLong();
    final CountDownLatch all = new CountDownLatch(1);

    @Override
    public void batchDelivered(BatchOutcome outcome, Duration took) {
      batches.incrementAndGet();
      if (stored.addAndGet(outcome.stored()) == records) {
        all.countDown();
      }
    }

    @Override
    public void inserted(int rows, long nanos) {}

    @Override
    public void readBack(int rows, int landed, boolean swallowed) {}

    @Override
    public void operationsWithoutEffect(int refused, int tooLate) {}

    @Override
    public void conflict(int part, long offset, int firstPart, long firstOffset) {}

    @Override
    public void ledgerCommitted(Ledger ledger) {}

    @Override
    public void retriesKnownSince(int partition, Instant since) {}
  }
}
