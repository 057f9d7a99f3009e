package dev.riffle.ingest.load;

import dev.riffle.ingest.load.retry.ClickHouseRetryTable;
import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.retry.RetryCompletion;
import dev.riffle.ingest.load.retry.RetryConfig;
import dev.riffle.ingest.load.retry.RetryIndex;
import dev.riffle.ingest.load.retry.RetryWindow;
import dev.riffle.ingest.load.retry.RocksRetryIndexes;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.ClickHouseReplayedEvents;
import dev.riffle.ingest.load.table.EngineWait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Indexes of message ids on a local disk, made whole from the table when they are opened. */
final class TableBackedRetries implements Retries, AutoCloseable {
  private static final int PARTITION_BITS = 0xFFFF;

  private final Path directory;
  private final Supplier<RocksRetryIndexes> opening;
  private final RetryWindow window;
  private final ClickHouse clickHouse;
  private final InstantSource clock;

  /** Guarded by this. Opened with the first partition: a full disk must not end the process. */
  private @Nullable RocksRetryIndexes indexes;

  TableBackedRetries(
      RetryConfig config, int partitions, ClickHouse clickHouse, InstantSource clock) {
    this.directory = config.retryDirectory();
    this.window = RetryWindow.of(config.retryWindow());
    this.clickHouse = clickHouse;
    this.clock = clock;
    RocksRetryIndexes.RetryMemory memory =
        new RocksRetryIndexes.RetryMemory(
            config.retryMemory().asLongValue(), config.retryFilterMemory().asLongValue());
    this.opening = () -> new RocksRetryIndexes(directory, window, memory, partitions, clock);
  }

  @Override
  public Duplicates open(LogPosition committed, EngineWait wait) throws InterruptedException {
    int partition = committed.part() & PARTITION_BITS;
    RetryIndex index = indexes().open(partition);
    try {
      new RetryCompletion(new ClickHouseRetryTable(clickHouse, partition), window, clock, wait)
          .complete(index, committed);
      return new Duplicates(
          committed.part(), index, window, new ClickHouseReplayedEvents(clickHouse));
    } catch (InterruptedException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  @Override
  public Instant knownSince() {
    return clock.instant().minus(Duration.ofDays(window.days()));
  }

  /** Room that the indexes take on their disk; a file that goes away meanwhile counts nothing. */
  long bytes() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    if (indexes != null) {
      indexes.close();
    }
  }

  private synchronized RocksRetryIndexes indexes() {
    if (indexes == null) {
      indexes = opening.get();
    }
    return indexes;
  }
}
