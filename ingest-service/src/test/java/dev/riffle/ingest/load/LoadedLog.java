package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.load.catalog.ClickHouseCatalogStore;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.person.ClickHousePersonStore;
import dev.riffle.ingest.load.retry.InMemoryRetryIndex;
import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.retry.RetryWindow;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.ClickHouseEventStore;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A log of two partitions, loaded as the service loads it; without a broker. */
final class LoadedLog {
  private static final int PARTITIONS = 2;
  private static final int TOPIC_ID = 77;
  private static final RetryWindow WINDOW = new RetryWindow(7);
  private static final FakeStores NOWHERE = FakeStores.withoutFault();

  private final ClickHouse clickHouse;
  private final Map<Integer, Progress> committed = new HashMap<>();
  private final List<PartitionLoader> loaders = new ArrayList<>();
  private final long[] ends = new long[PARTITIONS];

  LoadedLog(ClickHouse clickHouse) throws InterruptedException {
    this.clickHouse = clickHouse;
    for (int i = 0; i < PARTITIONS; i++) {
      int source = partition(i).part();
      committed.put(source, Progress.at(source, 0));
    }
    restart();
  }

  /** As after a crash: nobody remembers anything. */
  void restart() throws InterruptedException {
    loaders.clear();
    for (int i = 0; i < PARTITIONS; i++) {
      PartitionLoader loader = loader(partition(i));
      loader.recover(committed.getOrDefault(partition(i).part(), Progress.at(0, 0)));
      loaders.add(loader);
    }
  }

  /** Loads events in this order, each through its sender's partition, and commits them. */
  void load(List<EventRecord> events) throws InterruptedException {
    List<List<LogRecord>> polled = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      polled.add(new ArrayList<>());
    }
    for (EventRecord event : events) {
      byte[] key = event.identity().sender().kafkaKey(event.project());
      int partition = Math.floorMod(Arrays.hashCode(key), PARTITIONS);
      polled.get(partition).add(SampleEvents.logRecord(event, ends[partition]++));
    }
    for (int i = 0; i < PARTITIONS; i++) {
      PartitionLoader loader = loaders.get(i);
      List<LogRecord> records = polled.get(i);
      for (int taken = 0; taken < records.size(); ) {
        taken += loader.add(records.subList(taken, records.size()));
        if (loader.isFull()) {
          loader.deliver();
        }
      }
      if (!loader.isEmpty()) {
        loader.deliver();
      }
      loader.commit();
    }
  }

  /** By source, how far the log is loaded. */
  Map<Integer, Long> offsets() {
    Map<Integer, Long> offsets = new HashMap<>();
    committed.forEach((source, progress) -> offsets.put(source, progress.nextOffset()));
    return offsets;
  }

  private static SourcePartition partition(int number) {
    return new SourcePartition(TOPIC_ID, number, PARTITIONS);
  }

  private PartitionLoader loader(SourcePartition partition) {
    Duration lag = Duration.ofDays(1);
    PartitionStores stores =
        new PartitionStores(
            new ClickHouseEventStore(clickHouse, partition.part()),
            new ClickHousePersonStore(clickHouse, partition.partition(), PARTITIONS, 64 << 20, lag),
            new ClickHouseCatalogStore(clickHouse, partition.part()),
            NOWHERE.ports().deadLetters(),
            NOWHERE.ports().ledgers(),
            new NoRetries());
    return new PartitionLoader(
        partition,
        stores,
        progress -> committed.put(partition.part(), progress),
        new EngineWait(
            Duration.ofMillis(100), Duration.ofSeconds(1), Thread::sleep, new Unobserved()),
        new PartitionLoader.Settings(
            new BatchLimits(50_000, 32 << 20),
            lag,
            1_000_000,
            ThreadLocalRandom.current()::nextLong,
            InstantSource.system()),
        LoadObserver.NONE);
  }

  private static final class NoRetries implements Retries {
    @Override
    public Duplicates open(LogPosition position, EngineWait wait) {
      return new Duplicates(
          position.part(),
          new InMemoryRetryIndex(WINDOW, InstantSource.fixed(Instant.EPOCH)),
          WINDOW,
          _ -> Set.of());
    }

    @Override
    public Instant knownSince() {
      return Instant.EPOCH;
    }
  }

  private static final class Unobserved implements EngineWait.Observer {
    @Override
    public void failed(EngineException failure) {
      throw new IllegalStateException(failure);
    }

    @Override
    public void succeeded() {}
  }
}
