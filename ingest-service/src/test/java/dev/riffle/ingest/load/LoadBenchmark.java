package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.catalog.ClickHouseCatalogStore;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.person.ClickHousePersonStore;
import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.retry.RetryWindow;
import dev.riffle.ingest.load.retry.RocksRetryIndexes;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.ClickHouseEventStore;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.EventStore;
import dev.riffle.ingest.load.table.LandedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rows per second of loading all partitions at once, without Kafka, beside the engine's own rate
 * for the very same blocks, and beside our own work alone. Run by hand: main(url, user, password),
 * or main() for our own work alone. The last round counts, the first ones warm up.
 */
final class LoadBenchmark {
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 150_000;
  private static final int PERSONS = 5_000;
  private static final RetryWindow WINDOW = new RetryWindow(7);
  private static final int BATCH = 50_000;
  private static final int CHUNK = 5_000;
  private static final int ROUNDS = 3;
  private static final int OWN_ROUNDS = 8;

  private LoadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    // the HTTP client would log every byte, as hex
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    Logger.getLogger("").setLevel(Level.WARNING);
    if (arguments.length == 0) {
      measureOwnWork();
      return;
    }
    String url = arguments[0];
    String database = "bench" + System.nanoTime();
    try (ClickHouse admin = connect(arguments, "default")) {
      admin.execute("CREATE DATABASE " + database, Map.of());
    }
    List<List<LogRecord>> logs = logs();
    System.out.printf(
        "engine %s, %d partitions of %d records, %d persons%n", url, PARTITIONS, RECORDS, PERSONS);
    try (ClickHouse clickHouse = connect(arguments, database)) {
      new Migrator(clickHouse).migrate();
      for (int round = 0; round < ROUNDS; round++) {
        int topic = round;
        List<Recorder> recorders = new ArrayList<>();
        logs.forEach(_ -> recorders.add(new Recorder()));
        measure(
            "our own work, nothing stored",
            i ->
                run(
                    logs.get(i),
                    recorders.get(i),
                    clickHouse,
                    new SourcePartition(topic, i, PARTITIONS)));
        measure(
            "loading",
            i -> run(logs.get(i), null, clickHouse, new SourcePartition(topic, i, PARTITIONS)));
        measure(
            "the engine's own insert of the same blocks",
            i -> {
              for (byte[] block : recorders.get(i).blocks) {
                clickHouse.insert(
                    "events", UUID.randomUUID().toString(), Map.of(), out -> out.write(block));
              }
            });
      }
    }
  }

  private static void measureOwnWork() throws InterruptedException {
    List<List<LogRecord>> logs = logs();
    for (int round = 0; round < OWN_ROUNDS; round++) {
      int topic = round;
      measure(
          "our own work, nothing stored",
          i -> run(logs.get(i), new Recorder(), null, new SourcePartition(topic, i, PARTITIONS)));
    }
  }

  private interface Work {
    void of(int partition) throws InterruptedException;
  }

  private static void measure(String what, Work work) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    AtomicLong cpuNanos = new AtomicLong();
    long start = System.nanoTime();
    for (int i = 0; i < PARTITIONS; i++) {
      int partition = i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  work.of(partition);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long rows = (long) PARTITIONS * RECORDS;
    System.out.printf(
        "%-45s %,9.0f rows/s, our CPU %5.2f us/row%n",
        what, rows * 1e9 / (System.nanoTime() - start), cpuNanos.get() / 1e3 / rows);
  }

  private static void run(
      List<LogRecord> log,
      @Nullable Recorder recorder,
      @Nullable ClickHouse clickHouse,
      SourcePartition partition)
      throws InterruptedException {
    try (RocksRetryIndexes indexes = indexes()) {
      Retries retries = new EmptyRetries(indexes);
      FakeStores nowhere = FakeStores.withoutFault();
      PartitionStores stores =
          recorder != null || clickHouse == null
              ? new PartitionStores(
                  recorder == null ? new Recorder() : recorder,
                  nowhere.ports().persons(),
                  nowhere.ports().catalog(),
                  nowhere.ports().deadLetters(),
                  nowhere.ports().ledgers(),
                  retries)
              : new PartitionStores(
                  new ClickHouseEventStore(clickHouse, partition.part()),
                  new ClickHousePersonStore(
                      clickHouse, partition.partition(), PARTITIONS, 64 << 20, Duration.ofDays(1)),
                  new ClickHouseCatalogStore(clickHouse, partition.part()),
                  nowhere.ports().deadLetters(),
                  nowhere.ports().ledgers(),
                  retries);
      load(log, partition, stores);
    }
  }

  private static RocksRetryIndexes indexes() {
    try {
      return new RocksRetryIndexes(
          Files.createTempDirectory("retries"),
          WINDOW,
          new RocksRetryIndexes.RetryMemory(16 << 20, 16 << 20),
          1,
          InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void load(List<LogRecord> log, SourcePartition partition, PartitionStores stores)
      throws InterruptedException {
    EngineWait wait =
        new EngineWait(Duration.ofMillis(100), Duration.ofSeconds(1), Thread::sleep, new Silent());
    PartitionLoader loader =
        new PartitionLoader(
            partition,
            stores,
            _ -> {},
            wait,
            new PartitionLoader.Settings(
                new BatchLimits(BATCH, 32 << 20),
                Duration.ofDays(1),
                1_000_000,
                ThreadLocalRandom.current()::nextLong,
                InstantSource.system()),
            LoadObserver.NONE);
    loader.recover(Progress.at(partition.part(), 0));
    for (int i = 0; i < log.size(); ) {
      i += loader.add(log.subList(i, Math.min(i + CHUNK, log.size())));
      if (loader.isFull()) {
        loader.deliver();
      }
    }
    if (!loader.isEmpty()) {
      loader.deliver();
    }
    loader.commit();
  }

  private static List<List<LogRecord>> logs() {
    List<List<LogRecord>> logs = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      logs.add(log(partition));
    }
    return logs;
  }

  private static List<LogRecord> log(int partition) {
    SampleEvents sample = new SampleEvents(partition, PERSONS);
    List<LogRecord> log = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      EventRecord event = sample.next();
      log.add(SampleEvents.logRecord(event, i));
    }
    return log;
  }

  private static ClickHouse connect(String[] arguments, String database) {
    return new ClickHouse(
        arguments[0], database, arguments[1], arguments[2], Duration.ofMinutes(1));
  }

  private static final class Silent implements EngineWait.Observer {
    @Override
    public void failed(EngineException failure) {
      System.out.println(failure);
    }

    @Override
    public void succeeded() {}
  }

  /** Real indexes that begin empty, over a table that has nothing. */
  record EmptyRetries(RocksRetryIndexes indexes) implements Retries {
    @Override
    public Duplicates open(LogPosition committed, EngineWait wait) {
      return new Duplicates(
          committed.part(), indexes.open(committed.part() & 0xFFFF), WINDOW, _ -> Set.of());
    }

    @Override
    public Instant knownSince() {
      return Instant.EPOCH;
    }
  }

  /** Keeps the blocks instead of storing them. */
  private static final class Recorder implements EventStore {
    final List<byte[]> blocks = new ArrayList<>();

    @Override
    public OptionalLong newestLanded(long from) {
      return OptionalLong.empty();
    }

    @Override
    public LandedRows landed(long from, long to) {
      return LandedRows.NONE;
    }

    @Override
    public void insert(EventBlock.Rows rows, String statement, String token) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        rows.copyTo(out);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      blocks.add(out.toByteArray());
    }

    @Override
    public void stop(String statement) {}
  }
}
