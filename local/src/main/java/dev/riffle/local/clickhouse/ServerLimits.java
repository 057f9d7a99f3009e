package dev.riffle.local.clickhouse;

import dev.riffle.local.clickhouse.pool.PoolLimits;
import dev.riffle.local.clickhouse.pool.Profile;
import dev.riffle.local.clickhouse.pool.SessionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a statement may take, by who asks. */
final class ServerLimits {
  /** A part that is being written cannot be cancelled, so KILL QUERY ... SYNC waits for it. */
  static final Duration PATIENCE_OF_KILL = Duration.ofSeconds(20);

  private static final Duration MAX_WAIT = Duration.ofSeconds(30);
  private static final int WAITING_PER_CONNECTION = 16;

  private static final Duration WRITER_MAX_EXECUTION_TIME = Duration.ofHours(1);
  private static final Duration READER_MAX_EXECUTION_TIME = Duration.ofMinutes(1);
  private static final long READER_MAX_RESULT_ROWS = 10_000_000;

  private ServerLimits() {}

  static PoolLimits pool(int connections) {
    return new PoolLimits(connections, connections * WAITING_PER_CONNECTION, MAX_WAIT);
  }

  /** A question may take 60 % of the memory, so that loading goes on beside it. */
  static Map<Profile, SessionSettings> settings(long memoryBytes) {
    SessionSettings writer =
        new SessionSettings(
            Map.of("max_execution_time", seconds(WRITER_MAX_EXECUTION_TIME)), List.of());
    Map<String, String> ofReader =
        Map.of(
            "max_execution_time", seconds(READER_MAX_EXECUTION_TIME),
            "max_memory_usage", Long.toString(memoryBytes / 10 * 6),
            "max_result_rows", Long.toString(READER_MAX_RESULT_ROWS),
            "readonly", "1");
    SessionSettings reader =
        new SessionSettings(
            ofReader,
            List.of(
                "max_execution_time", "max_memory_usage", "max_result_rows", "max_rows_to_read"));
    return Map.of(Profile.WRITER, writer, Profile.READER, reader);
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
