package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After {@code KILL QUERY ... SYNC} has answered, the statement stores nothing any more. */
class StopIT {
  private static final String INSERT_CSV = "query=INSERT%20INTO%20stopped%20FORMAT%20CSV";
  private static final String CANCELLED = "X-ClickHouse-Exception-Code: 394";
  private static final int RACES = 50;
  private static final int RACE_ROWS = 50_000;

  @TempDir private static Path directory;

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(directory);
    execute(
        "CREATE TABLE stopped (x UInt32, round UInt32) ENGINE = MergeTree ORDER BY x"
            + " PARTITION BY x % 12");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void stopsARunningInsertBeforeItAnswers() throws Exception {
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> insert =
          client.submit(() ->
              server.post(
                  "writer",
                  "query_id=slow-insert",
                  "INSERT INTO stopped SELECT number, 1000 + sleepEachRow(0.01) FROM"
                      + " numbers(1000000) SETTINGS max_block_size = 10, max_execution_time = 0"));
      Awaitility.await().until(() -> running("%sleepEachRow(0.01)%") == 1);

      HttpResponse<String> killed = kill("slow-insert");

      assertThat(killed.statusCode()).isEqualTo(200);
      assertThat(running("%sleepEachRow(0.01)%")).isZero();
      long stored = rows(1000);
      assertThat(code(insert.get())).isEqualTo("394");
      assertThat(rows(1000)).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 4000000", "Transfer-Encoding: chunked"})
  void abortsAnInsertThatIsStillArriving(String framing) throws Exception {
    try (RawClient client = RawClient.begin(server, INSERT_CSV + "&query_id=arriving", framing)) {
      client.send(chunkIf(framing, csv(1001, 200_000)));

      HttpResponse<String> killed = kill("arriving");

      assertThat(killed.statusCode()).isEqualTo(200);
      assertThat(client.answer()).startsWith("HTTP/1.1 500").contains(CANCELLED);
      assertThat(rows(1001)).isZero();
    }
    assertThat(server.post("writer", "query_id=arriving", "SELECT 1").body()).isEqualTo("1\n");
  }

  @Test
  void abortsAnInsertThatWaitsForItsTurn() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> busy = occupyThePool(clients);
      try (RawClient client =
          RawClient.begin(server, INSERT_CSV + "&query_id=waiting", "Content-Length: 7")) {
        client.send("1,1002\n");

        assertThat(kill("waiting").statusCode()).isEqualTo(200);

        assertThat(client.answer()).contains(CANCELLED);
      }
      release(busy);
    }
    assertThat(rows(1002)).isZero();
  }

  @Test
  void doesNotBeginAnInsertWhoseClientHasGone() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> busy = occupyThePool(clients);
      try (RawClient client = RawClient.begin(server, INSERT_CSV, "Content-Length: 7")) {
        client.send("1,1003\n").stopSending();
        release(busy);

        assertThat(client.answer()).contains(CANCELLED);
      }
    }
    assertThat(rows(1003)).isZero();
  }

  /** 1.5 million rows are more than one block of the engine. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 1_500_000})
  void doesNotBeginAnInsertThatBreaksOff(int rows) throws Exception {
    for (String framing : List.of("Content-Length: 99000000", "Transfer-Encoding: chunked")) {
      try (RawClient client = RawClient.begin(server, INSERT_CSV, framing)) {
        client.send(chunkIf(framing, csv(1004, rows))).stopSending();

        assertThat(client.answer())
            .startsWith("HTTP/1.1 400")
            .contains("X-ClickHouse-Exception-Code: 271");
      }
      assertThat(rows(1004)).isZero();
    }
  }

  @Test
  void killsNothingForAnUnknownId() throws Exception {
    HttpResponse<String> killed = kill("never-seen");

    assertThat(killed.statusCode()).isEqualTo(200);
    assertThat(killed.body()).isEmpty();
  }

  @Test
  void doesNotLetReaderStopWriter() throws Exception {
    try (RawClient client =
        RawClient.begin(server, INSERT_CSV + "&query_id=of-writer", "Content-Length: 7")) {
      HttpResponse<String> killed =
          server.post("reader", "", "KILL QUERY WHERE query_id = 'of-writer' SYNC");

      assertThat(code(killed)).isEqualTo("497");
      assertThat(client.send("1,1005\n").answer()).startsWith("HTTP/1.1 200");
    }
    assertThat(rows(1005)).isOne();
  }

  @Test
  void refusesASecondStatementWithTheSameId() throws Exception {
    try (RawClient client =
        RawClient.begin(server, INSERT_CSV + "&query_id=twice", "Content-Length: 7")) {
      assertThat(code(server.post("writer", "query_id=twice", "SELECT 1"))).isEqualTo("216");
      assertThat(client.send("1,1006\n").answer()).startsWith("HTTP/1.1 200");
    }
    assertThat(rows(1006)).isOne();
    assertThat(server.post("writer", "query_id=twice", "SELECT 1").body()).isEqualTo("1\n");
  }

  /**
   * Insert and kill meet at every stage: the last byte, the wait, parsing, writing twelve parts.
   */
  @Test
  void storesNothingAfterItsKillWasAnswered() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> outcomes = new ArrayList<>();
    long start = System.nanoTime();
    assertThat(server.post("writer", INSERT_CSV, text(csv(RACES, RACE_ROWS))).statusCode())
        .isEqualTo(200);
    long usualNanos = System.nanoTime() - start;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < RACES; round++) {
        outcomes.add(race(round, random.nextLong(usualNanos + usualNanos / 2), threads));
      }
    }
    System.out.println(outcomes);
    assertThat(outcomes).anyMatch(outcome -> outcome.startsWith("cancelled"));
  }

  private static String race(int round, long delayNanos, ExecutorService threads) throws Exception {
    byte[] csv = csv(round, RACE_ROWS);
    String id = "race-" + round;
    try (RawClient client =
        RawClient.begin(server, INSERT_CSV + "&query_id=" + id, "Content-Length: " + csv.length)) {
      client.send(Arrays.copyOf(csv, csv.length - 1));
      CyclicBarrier start = new CyclicBarrier(2);
      Future<HttpResponse<String>> killed =
          threads.submit(() -> {
            start.await();
            LockSupport.parkNanos(delayNanos);
            return kill(id);
          });
      start.await();
      client.send("\n");

      assertThat(killed.get().statusCode()).isEqualTo(200);
      long stored = rows(round);
      String answer = client.answer();
      assertThat(rows(round)).as("round %d: %s", round, answer).isEqualTo(stored);
      if (answer.startsWith("HTTP/1.1 200")) {
        assertThat(stored).isEqualTo(RACE_ROWS);
        return "stored";
      }
      assertThat(answer).contains(CANCELLED);
      return stored == 0 ? "cancelled" : "cancelled after some parts";
    }
  }

  private static List<Future<HttpResponse<String>>> occupyThePool(ExecutorService clients) {
    List<Future<HttpResponse<String>>> busy =
        IntStream.range(0, ServerProcess.POOL)
            .mapToObj(i ->
                clients.submit(() ->
                    server.post(
                        "writer",
                        "query_id=busy-" + i,
                        "SELECT count() FROM numbers(1000000000000) WHERE number % 13 = 14")))
            .toList();
    // the pool has no connection left to ask with: the log of none of them has ended
    Awaitility.await()
        .pollDelay(Duration.ofMillis(300))
        .until(() -> busy.stream().noneMatch(Future::isDone));
    return busy;
  }

  private static void release(List<Future<HttpResponse<String>>> busy) throws Exception {
    for (int i = 0; i < busy.size(); i++) {
      assertThat(kill("busy-" + i).statusCode()).isEqualTo(200);
      assertThat(code(busy.get(i).get())).isEqualTo("394");
    }
  }

  private static byte[] csv(int round, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(x -> x + "," + round + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }

  private static byte[] chunkIf(String framing, byte[] data) {
    if (!framing.endsWith("chunked") || data.length == 0) {
      return data;
    }
    byte[] size = (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = Arrays.copyOf(size, size.length + data.length + 2);
    System.arraycopy(data, 0, chunk, size.length, data.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    return chunk;
  }

  private static HttpResponse<String> kill(String id) throws Exception {
    return server.post("writer", "param_id=" + id, "KILL QUERY WHERE query_id = {id:String} SYNC");
  }

  private static String code(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-ClickHouse-Exception-Code").orElse("none");
  }

  private static long rows(int round) throws Exception {
    return number("SELECT count() FROM stopped WHERE round = " + round);
  }

  private static long running(String pattern) throws Exception {
    // a query that ended stays in system.processes until its connection runs the next one
    return number(
        "SELECT count() FROM system.processes WHERE NOT is_cancelled AND query LIKE '"
            + pattern
            + "' AND query NOT LIKE '%system.processes%'");
  }

  private static long number(String sql) throws Exception {
    return Long.parseLong(execute(sql).strip());
  }

  private static String execute(String sql) throws Exception {
    HttpResponse<String> answer = server.post("writer", "", sql);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
