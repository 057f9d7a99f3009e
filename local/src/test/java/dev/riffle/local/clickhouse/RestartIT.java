package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process ended, in order or not. */
class RestartIT {
  private static final String CREATE = "CREATE TABLE kept (x UInt32) ENGINE = MergeTree ORDER BY x";

  @TempDir private Path directory;

  @Test
  void keepsRowsAcrossAnOrderlyStop() throws Exception {
    try (ServerProcess server = ServerProcess.start(directory)) {
      server.post("writer", "", CREATE);
      server.post("writer", "", "INSERT INTO kept SELECT number FROM numbers(1000)");
    }

    try (ServerProcess server = ServerProcess.start(directory)) {
      assertThat(server.post("reader", "", "SELECT count() FROM kept").body()).isEqualTo("1000\n");
    }
  }

  @Test
  void keepsEveryAcknowledgedRowAcrossKill() throws Exception {
    // given: a writer that counts what was acknowledged
    ServerProcess killed = ServerProcess.start(directory);
    killed.post("writer", "", CREATE);
    AtomicInteger acknowledged = new AtomicInteger();
    Thread writer = Thread.startVirtualThread(() -> insertUntilItFails(killed, acknowledged));

    // when
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.get() >= 50);
    killed.kill();
    writer.join();

    // then
    try (ServerProcess server = ServerProcess.start(directory)) {
      String found =
          server
              .post(
                  "reader",
                  "",
                  "SELECT countIf(x < "
                      + acknowledged.get()
                      + "), count() - uniqExact(x) FROM kept")
              .body();
      assertThat(found).isEqualTo(acknowledged.get() + "\t0\n");
    }
  }

  private static void insertUntilItFails(ServerProcess server, AtomicInteger acknowledged) {
    try {
      while (true) {
        String insert = "INSERT INTO kept VALUES (" + acknowledged.get() + ")";
        HttpResponse<String> answer = server.post("writer", "", insert);
        if (answer.statusCode() != 200) {
          return;
        }
        acknowledged.incrementAndGet();
      }
    } catch (IOException e) {
      // the server is gone
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
