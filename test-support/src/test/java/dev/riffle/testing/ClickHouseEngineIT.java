package dev.riffle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClickHouseEngineIT {
  private static ClickHouseEngine engine;

  @BeforeAll
  static void start() {
    engine = ClickHouseEngine.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void writerWritesWhatReaderReads() throws Exception {
    // given
    post(engine.writer(), "CREATE TABLE t (x UInt8) ENGINE = MergeTree ORDER BY x");

    // when
    HttpResponse<String> written = post(engine.writer(), "INSERT INTO t VALUES (7)");
    HttpResponse<String> read = post(engine.reader(), "SELECT x FROM t");
    HttpResponse<String> refused = post(engine.reader(), "INSERT INTO t VALUES (8)");

    // then
    assertThat(written.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("7\n");
    assertThat(refused.statusCode()).isNotEqualTo(200);
  }

  @Test
  void refusesWrongPassword() throws Exception {
    HttpResponse<String> answer =
        post(new ClickHouseEngine.Credentials("writer", "wrong"), "SELECT 1");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("516");
  }

  private static HttpResponse<String> post(ClickHouseEngine.Credentials user, String sql)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(engine.url() + "/?database=" + engine.database()))
            .header("X-ClickHouse-User", user.user())
            .header("X-ClickHouse-Key", user.password())
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
