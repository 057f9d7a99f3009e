package dev.riffle.ingest.load.retry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The indexes of all partitions that this process loads, under one directory and within one memory.
 * Thread-safe; each index is used by one thread. Closed after all indexes.
 */
public final class RocksRetryIndexes implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RocksRetryIndexes.class);

  private final Path directory;
  private final RocksMemory memory;
  private final RocksRetryIndex.Settings settings;

  /**
   * @param directory on a local disk, of this process alone; made when it is not there
   * @param partitions how many the topic has: they share the memory
   * @throws RetryIndexException when the directory cannot be used
   */
  public RocksRetryIndexes(
      Path directory, RetryWindow window, RetryMemory bytes, int partitions, InstantSource clock) {
    this.directory = directory;
    this.memory = new RocksMemory(directory.resolve("native"), bytes.nativeBytes());
    this.settings =
        new RocksRetryIndex.Settings(window, memory, bytes.filterBytes() / partitions, clock);
  }

  /**
   * Memory of all indexes together.
   *
   * @param nativeBytes outside of the heap: blocks of the index in use, and writes not on disk yet
   * @param filterBytes on the heap, taken as ids come: 2 to 8 bytes for each id in the window. With
   *     less, the oldest days are asked on disk
   */
  public record RetryMemory(long nativeBytes, long filterBytes) {
    private static final long NATIVE_BYTES_MIN = 8 << 20;

    public RetryMemory {
      if (nativeBytes < NATIVE_BYTES_MIN || filterBytes < 0) {
        throw new IllegalArgumentException(
            "at least " + NATIVE_BYTES_MIN + " bytes outside of the heap, not " + nativeBytes);
      }
    }
  }

  /**
   * Opens the index of a partition as it was left; one that is damaged or of another version is
   * thrown away first. Then {@link RetryCompletion} must make it whole.
   *
   * @throws RetryIndexException when the directory cannot be used now
   */
  public RetryIndex open(int partition) {
    Path path = directory.resolve("partition-" + partition);
    try {
      Files.createDirectories(path);
      try {
        return RocksRetryIndex.open(path, settings);
      } catch (DamagedIndexException e) {
        LOG.warnf(
            "index of message ids is damaged or of another version, made again from the table:"
                + " partition=%d reason=%s",
            partition, e.getMessage());
        delete(path);
        Files.createDirectories(path);
        return RocksRetryIndex.open(path, settings);
      }
    } catch (DamagedIndexException | IOException e) {
      throw new RetryIndexException("the directory of the index of message ids is unusable", e);
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
