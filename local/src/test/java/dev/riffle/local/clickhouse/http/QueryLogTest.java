package dev.riffle.local.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.local.clickhouse.libchdb.QueryStatistics;
import dev.riffle.local.clickhouse.statement.StatementKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryLogTest {
  @TempDir private Path directory;

  @Test
  void goesOnWhenTheFileCanBeWrittenAgain() throws Exception {
    // given: a folder in the place of the file
    Path file = directory.resolve("query_log.jsonl");
    Files.createDirectory(file);
    try (QueryLog log = new QueryLog(directory)) {
      log.write(entry("during"));
      Awaitility.await().during(Duration.ofMillis(300)).until(() -> Files.isDirectory(file));

      // when
      Files.delete(file);

      // then
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.exists(file) && Files.readString(file).contains("\"during\""));
      log.write(entry("after"));
    }
    assertThat(Files.readString(file)).contains("\"after\"");
  }

  private static QueryLog.Entry entry(String queryId) {
    return new QueryLog.Entry(
        0, queryId, "writer", StatementKind.SELECT, 1, 0, QueryStatistics.NONE);
  }
}
