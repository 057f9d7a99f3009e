package dev.riffle.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.riffle.local.demo.BatchPoster.Backoff;
import dev.riffle.local.demo.BatchPoster.DemoStoppedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoRunTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> received = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  /** Says what becomes of the n-th request: a status, or 0 to hang up after having read it. */
  private interface Behaviour {
    int status(int request);
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void postsEveryRecordOnceThroughBothDoors() throws Exception {
    behave(request -> 200);

    DemoTotals totals = run(12_345);

    assertThat(totals.accepted()).isEqualTo(12_345);
    assertThat(totals.repeats()).isZero();
    assertThat(received).hasSize(12_345);
    assertThat(messageIds()).doesNotHaveDuplicates();
    assertThat(received)
        .anyMatch(message -> message.path("event_type").asText().equals("$identify"));
    assertThat(received).anyMatch(message -> message.path("type").asText().equals("identify"));
  }

  @Test
  void writesTheSameRecordInTheFormOfEachVendor() throws Exception {
    behave(request -> 200);

    run(3_000);

    JsonNode segment = first("type", "track");
    assertThat(segment.path("userId").asText()).startsWith("demo-42-");
    assertThat(Instant.parse(segment.path("timestamp").asText())).isBefore(NOW);
    assertThat(segment.path("properties").path("device").asText()).isNotEmpty();
    JsonNode amplitude = first("event_type", "$identify");
    assertThat(amplitude.path("user_properties").path("$set").path("plan").asText()).isNotEmpty();
    assertThat(amplitude.path("time").isIntegralNumber()).isTrue();
  }

  @Test
  void sendsTheSameMessageIdsAgainWhenTheServiceIsBusyOrHangsUp() throws Exception {
    behave(request -> request == 0 ? 503 : request == 1 ? 429 : request == 2 ? 0 : 200);

    DemoTotals totals = run(5_000);

    assertThat(totals.accepted()).isEqualTo(5_000);
    assertThat(totals.repeats()).isEqualTo(3);
    assertThat(messageIds()).doesNotHaveDuplicates().hasSize(5_000);
  }

  @Test
  void countsARefusedBatchAndGoesOn() throws Exception {
    behave(request -> request == 1 ? 400 : 200);

    DemoTotals totals = run(5_000);

    assertThat(totals.accepted()).isEqualTo(received.size()).isLessThan(5_000);
    assertThat(totals.firstRefusal()).hasValueSatisfying(r -> assertThat(r).contains("HTTP 400"));
  }

  @Test
  void countsWhatAReplyOfSuccessLeavesOut() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          reply(exchange, 200, "{\"success\":true,\"accepted\":1,\"rejected\":[]}");
        });

    DemoTotals totals = run(100);

    assertThat(totals.accepted()).isLessThan(100);
    assertThat(totals.firstRefusal()).hasValueSatisfying(r -> assertThat(r).contains("rejected"));
  }

  @Test
  void stopsAtOnceWhenTheKeyIsRefused() {
    behave(request -> 401);

    assertThatThrownBy(() -> run(50_000))
        .isInstanceOf(DemoStoppedException.class)
        .hasMessageContaining("write key");
    assertThat(requests).hasValueLessThan(10);
  }

  @Test
  void givesUpWhenTheServiceStaysAway() {
    behave(request -> 503);

    assertThatThrownBy(() -> run(1_000)).hasMessageContaining("Gave up after 3 repetitions");
  }

  private DemoTotals run(int records) throws InterruptedException {
    DemoHistory history = DemoHistory.ofSize(records, Timeline.until(NOW, 30, 42));
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    DemoTotals totals = new DemoTotals();
    new DemoRun(history, url, "wk_test", InstantSource.fixed(NOW)).run(QUICK, () -> {}, totals);
    return totals;
  }

  private void behave(Behaviour behaviour) {
    server.createContext("/v1/batch", exchange -> answer(exchange, behaviour, "batch"));
    server.createContext("/2/httpapi", exchange -> answer(exchange, behaviour, "events"));
  }

  private void answer(HttpExchange exchange, Behaviour behaviour, String field) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(new GZIPInputStream(exchange.getRequestBody()));
      int status = behaviour.status(requests.getAndIncrement());
      if (status == 0) {
        throw new IOException("hangs up");
      }
      if (status == 200) {
        body.path(field).forEach(received::add);
      }
      String accepted = "{\"accepted\":" + body.path(field).size() + "}";
      reply(exchange, status, status == 200 ? accepted : "{}");
    }
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonNode first(String field, String value) {
    return received.stream()
        .filter(message -> message.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }

  private List<String> messageIds() {
    return received.stream()
        .map(message -> message.path("messageId").asText(message.path("insert_id").asText()))
        .toList();
  }
}
