package dev.riffle.ingest.load.retry;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How retries by message id are recognised. */
@ConfigMapping(prefix = "riffle.load")
public interface RetryConfig {
  /** For how long a message id is remembered, in whole UTC days; at least {@code 1d}. */
  @WithDefault("7d")
  Duration retryWindow();

  /**
   * Directory of the index of message ids, on a local disk, of this process alone. It may be
   * deleted while the loader is stopped: it is made again from the table.
   */
  @WithDefault(".riffle/retries")
  Path retryDirectory();

  /** Memory of the index outside of the heap, over all partitions. */
  @WithDefault("64M")
  MemorySize retryMemory();

  /**
   * Heap for filters that answer for most ids at once, over all partitions; taken as ids come, 2 to
   * 8 bytes for each id in the window. With less, the oldest days are asked on disk.
   */
  @WithDefault("64M")
  MemorySize retryFilterMemory();
}
