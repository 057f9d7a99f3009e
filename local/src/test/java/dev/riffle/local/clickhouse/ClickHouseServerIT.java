package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP interface as any client sees it. */
class ClickHouseServerIT {
  @TempDir private static Path directory;

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void createsTheDatabaseAndSelectsIt() throws Exception {
    assertThat(ask("writer", "SELECT currentDatabase()").body()).isEqualTo("riffle\n");
  }

  @Test
  void answersPingWithoutPassword() throws Exception {
    assertThat(raw("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("Ok.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT nope | 47 | 404",
        "SELECT 1 FROM nowhere | 60 | 404",
        "SELEC 1 | 62 | 400",
        "SELECT 1; SELECT 2 | 62 | 400",
        "SELECT throwIf(1) | 395 | 500",
        "SELECT 1 SETTINGS nonsense = 1 | 115 | 404",
        "SELECT count() FROM numbers(100000000000) WHERE number % 3 = 7"
            + " SETTINGS max_execution_time = 1 | 159 | 408",
        "SELECT groupArray(number) FROM numbers(1000000000) SETTINGS max_memory_usage = 100000000"
            + " | 241 | 500",
      })
  void answersErrorsWithCodeAndStatus(String sql, String code, int status) throws Exception {
    HttpResponse<String> answer = ask("writer", sql);

    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains(code);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith("Code: " + code + ". DB::Exception: ").contains("version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM file('/etc/passwd', 'LineAsString')",
        "SELECT file('/etc/passwd')",
        "SELECT * FROM `f\\x69le`('/etc/passwd', 'LineAsString')",
        "SELECT * FROM \u201Cfile\u201D('/etc/passwd', 'LineAsString')",
        "SELECT * FROM file /* x */ ('/etc/passwd', 'LineAsString')",
        "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
        "SELECT * FROM s3('http://127.0.0.1:1/bucket/x.csv')",
        "SELECT * FROM remote('127.0.0.1:1', 'system', 'one')",
        "SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
        "SELECT * FROM postgresql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
        "SELECT * FROM executable('x', 'TSV', 'a String')",
        "SELECT * FROM default.`/etc/passwd`",
        "INSERT INTO FUNCTION file('/tmp/riffle-out', 'TSV', 'a UInt8') VALUES (1)",
        "CREATE TABLE leak (a String) ENGINE = File(TSV, '/etc/passwd')",
        "CREATE TABLE leak (a String) ENGINE URL('http://127.0.0.1:1/', 'TSV')",
        "CREATE DATABASE leak ENGINE = Filesystem('/etc')",
        "CREATE DICTIONARY leak (a String) PRIMARY KEY a SOURCE(FILE(path '/etc/passwd' format"
            + " 'TSV')) LAYOUT(FLAT()) LIFETIME(0)",
        "CREATE FUNCTION leak AS (x) -> file(x)",
        "SELECT 1 INTO OUTFILE '/tmp/riffle-out'",
        "BACKUP DATABASE riffle TO S3('http://127.0.0.1:1/b/', 'k', 's')",
        "USE default",
        "SYSTEM SHUTDOWN",
        "COPY (SELECT 1) TO '/tmp/riffle-out'",
      })
  void refusesWhatLeadsOutOfTheDataDirectory(String sql) throws Exception {
    for (String user : List.of("writer", "reader")) {
      HttpResponse<String> answer = ask(user, sql);

      assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code"))
          .as(user)
          .hasValueSatisfying(code -> assertThat(code).isIn("497", "62"));
      assertThat(answer.body()).doesNotContain("root:");
    }
  }

  @Test
  void refusesDataThatMayHoldExpressions() throws Exception {
    HttpResponse<String> answer =
        ask("writer", "INSERT INTO t FORMAT Values ((SELECT * FROM file('/etc/passwd')))");

    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("497");
  }

  @Test
  void refusesTheFileDatabaseAlsoAsParameter() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "writer",
            "param_d=default&param_t=%2Fetc%2Fpasswd",
            "SELECT * FROM {d:Identifier}.{t:Identifier}");

    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("497");
  }

  @Test
  void selectsItsOwnDatabaseWhenAskedForDefault() throws Exception {
    assertThat(server.post("writer", "database=default", "SELECT currentDatabase()").body())
        .isEqualTo("riffle\n");
    assertThat(
            server.post("reader", "database=default", "SELECT * FROM `/etc/passwd`").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE r (x UInt8) ENGINE = Memory",
        "DROP TABLE t",
        "SET max_threads = 1",
        "SELECT 1 SETTINGS max_execution_time = 0",
        "SELECT 1 SETTINGS readonly = 0",
      })
  void letsReaderOnlyAsk(String sql) throws Exception {
    HttpResponse<String> answer = ask("reader", sql);

    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("164");
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "60, 60", "61, 60", "0, 60", "-1, 60"})
  void letsReaderLowerLimitsOnly(String asked, String inForce) throws Exception {
    HttpResponse<String> answer =
        server.post(
            "reader",
            "max_execution_time=" + asked,
            "SELECT toInt64(getSetting('max_execution_time')), getSetting('readonly')");

    assertThat(answer.body()).isEqualTo(inForce + "\t1\n");
  }

  @Test
  void doesNotLetGetWrite() throws Exception {
    String answer =
        raw(
            "GET /?user=reader&password=reader-secret&query=CREATE+TABLE+g(x+UInt8)ENGINE=Log"
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).contains("Code: 164.");
  }

  @Test
  void forgetsSettingsOfARequest() throws Exception {
    server.post("writer", "max_threads=1", "SELECT 1");
    ask("writer", "SET max_block_size = 77");

    for (int i = 0; i < ServerProcess.POOL * 2; i++) {
      assertThat(ask("writer", "SELECT getSetting('max_block_size') = 77").body()).isEqualTo("0\n");
    }
  }

  @Test
  void tellsWhatAnInsertWrote() throws Exception {
    ask("writer", "CREATE TABLE summary (x UInt32) ENGINE = MergeTree ORDER BY x");

    HttpResponse<String> answer =
        server.post("writer", "query=INSERT%20INTO%20summary%20FORMAT%20CSV", "1\n2\n3\n");

    assertThat(answer.headers().firstValue("X-ClickHouse-Summary"))
        .hasValueSatisfying(summary -> assertThat(summary).contains("\"written_rows\":\"3\""));
  }

  @Test
  void keepsTheConnectionAfterAnInsert() throws Exception {
    ask("writer", "CREATE TABLE reused (x UInt32) ENGINE = Memory");
    String insert =
        "POST /?user=writer&password=writer%27s%20secret&query=INSERT+INTO+reused+FORMAT+CSV"
            + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n7\n\r\n0\r\n\r\n";

    String answers = raw(insert + insert + "GET /ping HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    assertThat(ask("writer", "SELECT sum(x) FROM reused").body()).isEqualTo("14\n");
  }

  @Test
  void breaksTheBodyOffWhenAQueryFailsInTheMiddle() throws Exception {
    String sql = "SELECT number, throwIf(number = 3000000) FROM numbers(4000000)";

    String answer =
        raw(
            "POST /?user=reader&password=reader-secret HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\nContent-Length: "
                + sql.length()
                + "\r\n\r\n"
                + sql);

    assertThat(answer).startsWith("HTTP/1.1 200").contains("Code: 395.");
    assertThat(answer).doesNotEndWith("0\r\n\r\n");
  }

  @Test
  void queuesQueriesBeyondThePool() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers =
          IntStream.range(0, ServerProcess.POOL * 6)
              .mapToObj(i -> clients.submit(() -> ask("reader", "SELECT " + i + " + sleep(0.1)")))
              .toList();

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().body()).isEqualTo(i + "\n");
      }
    }
  }

  @Test
  void refusesQueriesBeyondTheQueue() throws Exception {
    int enough = ServerProcess.POOL * 17 + 20;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers =
          IntStream.range(0, enough)
              .mapToObj(i -> clients.submit(() -> ask("writer", "SELECT sleep(0.5)")))
              .toList();
      int refused = 0;
      for (Future<HttpResponse<String>> answer : answers) {
        if (answer.get().statusCode() == 503) {
          assertThat(answer.get().headers().firstValue("Retry-After")).contains("1");
          refused++;
        } else {
          assertThat(answer.get().statusCode()).isEqualTo(200);
        }
      }

      assertThat(refused).isBetween(1, 20);
    }
  }

  @Test
  void killsTheQueryOfAClientThatHangsUp() throws Exception {
    String sql = "SELECT count() FROM numbers(1000000000000) WHERE number % 7 = 9";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          "POST /?user=reader&password=reader-secret HTTP/1.1\r\nHost: x\r\nContent-Length: "
              + sql.length()
              + "\r\n\r\n"
              + sql;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      Awaitility.await().until(() -> runningQueriesLike("%% 7 = 9%") == 1);
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> runningQueriesLike("%% 7 = 9%") == 0);
  }

  @Test
  void killsByQueryId() throws Exception {
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> answer =
          client.submit(() ->
              server.post(
                  "writer",
                  "query_id=slow-one",
                  "SELECT count() FROM numbers(1000000000000) WHERE number % 11 = 12"));
      Awaitility.await().until(() -> runningQueriesLike("%% 11 = 12%") == 1);

      // a reader cannot, a writer can
      ask("reader", "KILL QUERY WHERE query_id = 'slow-one' SYNC");
      assertThat(runningQueriesLike("%% 11 = 12%")).isEqualTo(1);
      ask("writer", "KILL QUERY WHERE query_id = 'slow-one' SYNC");

      assertThat(answer.get().headers().firstValue("X-ClickHouse-Exception-Code")).contains("394");
    }
  }

  @Test
  void refusesABodyThatIsNotCompressedAsItSays() throws Exception {
    HttpResponse<String> answer =
        server.post("writer", "decompress=1", "SELECT 1 and this is no block of any kind");

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void doesNotStartWithoutPasswords(@TempDir Path other) throws Exception {
    Process process = ServerProcess.launch(other, other.resolve("log"), Map.of());

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(other.resolve("log"))
        .content()
        .contains("RIFFLE_CLICKHOUSE_WRITER_PASSWORD must be set");
  }

  @Test
  void doesNotShareADataDirectory() {
    assertThatThrownBy(
            () -> ServerProcess.start(directory.resolve("../" + directory.getFileName())))
        .hasMessageContaining("another process may be using it");
  }

  private static long runningQueriesLike(String pattern) throws Exception {
    // a query that ended stays in system.processes until its connection runs the next one
    String sql =
        "SELECT count() FROM system.processes WHERE NOT is_cancelled AND query LIKE '"
            + pattern
            + "' AND query NOT LIKE '%system.processes%'";
    return Long.parseLong(ask("writer", sql).body().strip());
  }

  private static HttpResponse<String> ask(String user, String sql) throws Exception {
    return server.post(user, "", sql);
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketException reset) {
        // a body broken off may end in a reset
        assertThat(reset).hasMessageContaining("reset");
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
