package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever breaks, the table has the first record of each id and no other. A failure names its
 * seed; {@code -Dseed=} plays it again, {@code -Dhistories=} plays more of them.
 */
class RetryHistoriesTest {
  private static final int HISTORIES_IN_MEMORY = Integer.getInteger("histories", 400);
  private static final int HISTORIES_ON_DISK = 4;

  /** Held, so that its level stays: each completion would be a line. */
  private static final Logger COMPLETIONS = Logger.getLogger(RetryCompletion.class.getName());

  @BeforeAll
  static void silence() {
    COMPLETIONS.setLevel(Level.WARNING);
  }

  @AfterAll
  static void speak() {
    COMPLETIONS.setLevel(null);
  }

  @Test
  void storesTheFirstOfEachIdWhateverBreaks() throws InterruptedException {
    for (long seed : seeds(HISTORIES_IN_MEMORY)) {
      AtomicReference<@Nullable RetryHistory> history = new AtomicReference<>();
      check(seed, 150, new InMemory(clock(history)), history);
    }
  }

  @Test
  void storesTheFirstOfEachIdWhateverBreaksOnDisk(@TempDir Path directory)
      throws InterruptedException, IOException {
    for (long seed : seeds(HISTORIES_ON_DISK)) {
      AtomicReference<@Nullable RetryHistory> history = new AtomicReference<>();
      try (OnDisk onDisk =
          new OnDisk(Files.createDirectory(directory.resolve("seed-" + seed)), clock(history))) {
        check(seed, 50, onDisk, history);
      }
    }
  }

  private static void check(
      long seed,
      int steps,
      RetryHistory.Indexes indexes,
      AtomicReference<@Nullable RetryHistory> running)
      throws InterruptedException {
    RetryHistory history = new RetryHistory(seed, indexes);
    running.set(history);

    history.run(steps);

    List<Occurrence> expected = history.log().expected();
    assertThat(without(history.stored(), expected)).as("stored twice, -Dseed=%d", seed).isEmpty();
    assertThat(without(expected, history.stored())).as("lost, -Dseed=%d", seed).isEmpty();
  }

  private static List<Occurrence> without(List<Occurrence> all, List<Occurrence> others) {
    List<Occurrence> left = new ArrayList<>(all);
    others.forEach(left::remove);
    return left;
  }

  /** Follows the log of the history that runs. */
  private static InstantSource clock(AtomicReference<@Nullable RetryHistory> running) {
    return () -> {
      RetryHistory history = running.get();
      return history == null ? Instant.EPOCH : RetryHistory.clock(history.log()).instant();
    };
  }

  private static List<Long> seeds(int count) {
    Long seed = Long.getLong("seed");
    return seed != null ? List.of(seed) : LongStream.range(1, count + 1).boxed().toList();
  }

  private static final class InMemory implements RetryHistory.Indexes {
    private final InstantSource clock;
    private InMemoryRetryIndex index;
    private @Nullable InMemoryRetryIndex kept;

    InMemory(InstantSource clock) {
      this.clock = clock;
      this.index = new InMemoryRetryIndex(RetryHistory.WINDOW, clock);
    }

    @Override
    public RetryIndex open() {
      return index;
    }

    @Override
    public void kill() {
      index.crash();
    }

    @Override
    public void delete() {
      index = new InMemoryRetryIndex(RetryHistory.WINDOW, clock);
    }

    @Override
    public void keep() {
      kept = index.copy();
    }

    @Override
    public void restore() {
      index = kept == null ? index : kept.copy();
    }
  }

  /** A kill is a copy of the files as they are, from which the next process begins. */
  private static final class OnDisk implements RetryHistory.Indexes, AutoCloseable {
    private final Path directory;
    private final InstantSource clock;
    private Path at;
    private @Nullable Path kept;
    private RocksRetryIndexes indexes;
    private @Nullable RetryIndex index;
    private int copies;

    OnDisk(Path directory, InstantSource clock) {
      this.directory = directory;
      this.clock = clock;
      this.at = directory.resolve("0");
      this.indexes = at(at);
    }

    @Override
    public RetryIndex open() {
      closeIndex();
      index = indexes.open(3);
      return index;
    }

    @Override
    public void kill() {
      Path copy = copy(at);
      close();
      at = copy;
      indexes = at(at);
    }

    @Override
    public void delete() {
      try (var files = Files.walk(at)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void keep() {
      kept = copy(at);
    }

    @Override
    public void restore() {
      if (kept != null) {
        indexes.close();
        at = copy(kept);
        indexes = at(at);
      }
    }

    @Override
    public void close() {
      closeIndex();
      indexes.close();
    }

    private void closeIndex() {
      if (index != null) {
        index.close();
        index = null;
      }
    }

    private RocksRetryIndexes at(Path path) {
      return new RocksRetryIndexes(
          path, RetryHistory.WINDOW, new RocksRetryIndexes.RetryMemory(8 << 20, 1 << 20), 1, clock);
    }

    private Path copy(Path from) {
      try {
        return RetryDirectories.copy(from, directory.resolve("copy-" + ++copies));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
