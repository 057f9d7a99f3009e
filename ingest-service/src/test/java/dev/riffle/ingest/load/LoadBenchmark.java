package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.catalog.ClickHouseCatalogStore;
import dev.riffle.ingest.load.person.ClickHousePersonStore;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.ClickHouseEventStore;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.EventInserter;
import dev.riffle.ingest.load.table.EventStore;
import dev.riffle.ingest.load.table.LandedRows;
import dev.riffle.ingest.load.table.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows per second of one partition's loading without Kafka, beside the engine's own rate for the
 * very same blocks, and beside our own work alone. Run by hand: main(url, user, password).
 */
final class LoadBenchmark {
  private static final int RECORDS = 400_000;
  private static final int PERSONS = 20_000;
  private static final int BATCH = 50_000;
  private static final int CHUNK = 5_000;
  private static final int ROUNDS = 3;

  private LoadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String database = "bench" + System.nanoTime();
    try (ClickHouse admin = connect(arguments, "default")) {
      admin.execute("CREATE DATABASE " + database, Map.of());
    }
    List<LogRecord> log = log();
    System.out.printf("engine %s, %d records, %d persons%n", url, RECORDS, PERSONS);
    try (ClickHouse clickHouse = connect(arguments, database)) {
      new Migrator(clickHouse).migrate();
      for (int round = 0; round < ROUNDS; round++) {
        Recorder ours = new Recorder();
        print("our own work, nothing stored", run(log, ours, clickHouse, round * 10 + 1, false));
        print("loading", run(log, null, clickHouse, round * 10 + 2, true));
        long start = System.nanoTime();
        for (byte[] block : ours.blocks) {
          clickHouse.insert(
              "events", UUID.randomUUID().toString(), Map.of(), out -> out.write(block));
        }
        print("the engine's own insert of the same blocks", System.nanoTime() - start);
      }
    }
  }

  private static long run(
      List<LogRecord> log,
      @Nullable Recorder recorder,
      ClickHouse clickHouse,
      int topic,
      boolean real)
      throws InterruptedException {
    SourcePartition partition = new SourcePartition(topic, 0, 4);
    EventStore events =
        recorder != null
            ? recorder
            : new ClickHouseEventStore(clickHouse, partition.part(), InstantSource.system());
    PartitionStores stores =
        new PartitionStores(
            events,
            real
                ? new ClickHousePersonStore(clickHouse, 0, 4, 64 << 20)
                : FakeStores.withoutFault().ports().persons(),
            real
                ? new ClickHouseCatalogStore(clickHouse, partition.part())
                : FakeStores.withoutFault().ports().catalog());
    EngineWait wait =
        new EngineWait(Duration.ofMillis(100), Duration.ofSeconds(1), Thread::sleep, new Silent());
    PartitionLoader loader =
        new PartitionLoader(
            partition,
            stores,
            new EventInserter(events, wait, () -> UUID.randomUUID().toString(), new Silent()),
            wait,
            new BatchLimits(BATCH, 32 << 20),
            Duration.ofHours(1),
            LoadObserver.NONE);
    long start = System.nanoTime();
    loader.recover(0);
    for (int i = 0; i < log.size(); i += CHUNK) {
      loader.add(log.subList(i, Math.min(i + CHUNK, log.size())));
      if (loader.isFull()) {
        loader.store();
      }
    }
    loader.store();
    return System.nanoTime() - start;
  }

  private static List<LogRecord> log() {
    SampleEvents sample = new SampleEvents(1, PERSONS);
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

  private static void print(String what, long nanos) {
    System.out.printf(
        "%-45s %,9.0f rows/s %6.2f us/row%n", what, RECORDS * 1e9 / nanos, nanos / 1e3 / RECORDS);
  }

  private static final class Silent implements EngineWait.Observer, EventInserter.Observer {
    @Override
    public void failed(EngineException failure) {
      System.out.println(failure);
    }

    @Override
    public void succeeded() {}

    @Override
    public void recovered(int rows, int landed) {}

    @Override
    public void inserted(int rows, long nanos) {}
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
    public void insert(EventBlock.Rows rows, String token) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        rows.copyTo(out);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      blocks.add(out.toByteArray());
    }

    @Override
    public void stop(String token) {}

    @Override
    public void keepUnreadable(List<UnreadableRecord> records) {}
  }
}
