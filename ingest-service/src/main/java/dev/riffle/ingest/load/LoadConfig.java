package dev.riffle.ingest.load;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * How events are loaded. Durations and sizes as Quarkus writes them: {@code 300ms}, {@code 32M}.
 */
@ConfigMapping(prefix = "riffle.load")
public interface LoadConfig {
  /** Consumer group; its committed offsets say how far the log has been loaded. */
  @WithDefault("riffle-load")
  @NotBlank
  String consumerGroup();

  /** A batch has at most that many rows; one batch is one block of the engine. */
  @WithDefault("50000")
  @Min(1)
  @Max(BatchLimits.BLOCK_ROWS_MAX)
  int batchRowsMax();

  /** A batch has at most about that many bytes of rows. */
  @WithDefault("32M")
  MemorySize batchBytesMax();

  /** A batch is stored at that age, however small. */
  @WithDefault("1s")
  Duration batchAgeMax();

  /** When the log has nothing more, a batch is stored at once, but not more often than this. */
  @WithDefault("300ms")
  Duration batchInterval();

  /** How long the engine may work on one insert or query. */
  @WithDefault("60s")
  Duration engineTimeout();

  /** First pause after the engine could not be reached; each further one is twice as long. */
  @WithDefault("200ms")
  Duration enginePauseFirst();

  /** Longest pause between two tries to reach the engine. */
  @WithDefault("5s")
  Duration enginePauseMax();

  /** Memory for the states of persons, over all partitions. */
  @WithDefault("128M")
  MemorySize personCache();

  /**
   * How far a person's stored time of the last event may lag behind the events. A smaller lag
   * writes persons more often.
   */
  @WithDefault("1d")
  Duration lastSeenLag();

  /**
   * The audit compares that many offsets of a partition at a time. Another value begins anew: the
   * buckets that are open then are not audited.
   */
  @WithDefault("1000000")
  @Min(1_000)
  @Max(1_000_000_000)
  long auditBucket();

  /** Pause between two rounds of the audit. */
  @WithDefault("1m")
  Duration auditInterval();

  /** How long a batch may take to be finished when the loader stops or a partition moves. */
  @WithDefault("15s")
  Duration stopTimeout();
}
