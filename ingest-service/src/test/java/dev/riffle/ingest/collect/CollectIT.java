package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.testing.KafkaResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The running service over a real broker and a real database, by HTTP; read back from the topic.
 */
@QuarkusTest
@TestProfile(CollectIT.OnlyCollect.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class CollectIT {
  private static final ApiKey WRITE = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final ApiKey READ = ApiKey.generate(KeyScope.READ, new Random(2));
  private static final ApiKey UNKNOWN = ApiKey.generate(KeyScope.WRITE, new Random(3));

  @Inject DataSource dataSource;

  @Inject
  @ConfigProperty(name = "riffle.kafka.bootstrap-servers")
  String bootstrapServers;

  private final HttpClient http = HttpClient.newHttpClient();
  private TopicTail tail;

  /** Without the loader, which has tests of its own. */
  public static final class OnlyCollect implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("riffle.roles", "collect", "quarkus.shutdown.delay", "0S");
    }
  }

  @BeforeEach
  void addKeysAndFollowTopic() throws Exception {
    KeySchema schema = new KeySchema(dataSource);
    schema.create();
    schema.add(WRITE, KeyScope.WRITE);
    schema.add(READ, KeyScope.READ);
    tail = new TopicTail(bootstrapServers, "events");
  }

  @AfterEach
  void closeTail() {
    tail.close();
  }

  @Test
  void aTrackedSegmentEventIsInTheTopicWhenItsSenderReadsSuccess() throws Exception {
    HttpResponse<String> reply =
        post(
            "/v1/track",
            """
            {"userId":"alice","event":"Used Awesome Feature 1","properties":{"plan":"pro","n":1},
             "messageId":"m-1"}\
            """);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"success\":true}");
    EventRecord event = only(tail.read());
    assertThat(event.name()).isEqualTo("Used Awesome Feature 1");
    assertThat(event.identity()).isEqualTo(Identity.ofUser("alice"));
    assertThat(event.messageId()).isEqualTo("m-1");
    assertThat(event.properties())
        .isEqualTo(Map.of("plan", PropertyValue.of("pro"), "n", PropertyValue.of(1)));
  }

  @Test
  void amplitudeEventsAreAnsweredWithTheirNumber() throws Exception {
    String body =
        """
        {"api_key":"%s","events":[
          {"event_type":"$identify","user_id":"alice","user_properties":{"$set":{"plan":"pro"}}},
          {"event_type":"Used Awesome Feature 1","user_id":"alice","insert_id":"i-1"}]}\
        """
            .formatted(WRITE.text());

    HttpResponse<String> reply = postBare("/2/httpapi", body.getBytes(StandardCharsets.UTF_8));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .startsWith(
            "{\"code\":200,\"events_ingested\":2,\"payload_size_bytes\":%d,\"server_upload_time\":"
                .formatted(body.length()));
    List<EventRecord> events = tail.read();
    assertThat(events)
        .extracting(EventRecord::kind)
        .containsExactly(EventKind.IDENTIFY, EventKind.TRACK);
    assertThat(events.getFirst().userOperations())
        .containsExactly(PropertyOperation.set("plan", PropertyValue.of("pro")));
    assertThat(events.getFirst().properties()).containsOnlyKeys("$set.plan");
  }

  @Test
  void oneBadEventDoesNotFailItsSegmentBatch() throws Exception {
    HttpResponse<String> reply =
        post(
            "/v1/batch",
            """
            {"batch":[{"type":"track","event":"a","userId":"alice"},
                      {"type":"track","event":"b","userId":"null"},
                      {"type":"track","event":"c","userId":{"x":[1,{}]}},
                      {"type":"track","event":"d","userId":"alice"}]}\
            """);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .startsWith("{\"success\":true,\"accepted\":2,\"rejected\":[{\"index\":1,")
        .contains("\"field\":\"userId\",\"code\":\"placeholder_id\"")
        .contains("{\"index\":2,\"field\":\"userId\",\"code\":\"wrong_type\"");
    assertThat(tail.read()).extracting(EventRecord::name).containsExactly("a", "d");
  }

  @Test
  void badInputIsRefusedClearlyAndNothingOfItReachesTheTopic() throws Exception {
    String good = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}";
    String event = "{\"event\":\"e\",\"userId\":\"alice\"}";
    refused(postAs(UNKNOWN, "/v1/track", bytes(event)), 401, "ingest-unknown-key");
    refused(postAs(READ, "/v1/track", bytes(event)), 401, "ingest-unknown-key");
    refused(postBare("/v1/track", bytes(event)), 401, "ingest-missing-key");
    refused(postAs(WRITE, "/v9/track", bytes(event)), 404, "ingest-path-not-found");
    refused(post("/v1/track", "{\"event\":"), 400, "line 1, column");
    refused(post("/v1/track", "{\"event\":NaN}"), 400, "ingest-invalid-json");
    refused(post("/v1/track", "[]"), 400, "ingest-invalid-json");
    refused(post("/v1/batch", "{\"batch\":{}}"), 400, "\"field\":\"batch\"");
    refused(post("/v1/track", "{\"event\":1,\"userId\":\"alice\"}"), 400, "\"field\":\"event\"");
    refused(post("/v1/track", "{\"event\":\"e\"}"), 400, "missing_field");
    refused(
        post("/v1/batch", "{\"batch\":[" + good + "],\"sentAt\":5}"), 400, "\"field\":\"sentAt\"");
    refused(
        post("/v1/batch", "{\"batch\":[" + list(good, 2001) + "]}"), 413, "ingest-too-many-events");
    refused(post("/v1/track", " ".repeat(2 << 20)), 413, "ingest-body-too-large");
    refused(postAs(WRITE, "/v1/track", gzip(new byte[64 << 20])), 413, "after decompression");
    refused(
        postAs(WRITE, "/v1/track", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}),
        400,
        "not UTF-8 at byte 2");
    refused(
        postAs(WRITE, "/v1/track", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}),
        400,
        "ingest-invalid-encoding");

    assertThat(tail.read()).isEmpty();
  }

  @Test
  void amplitudeRefusalsListEveryBadIndexAndStoreNothing() throws Exception {
    HttpResponse<String> reply =
        postBare(
            "/2/httpapi",
            bytes(
                """
                {"api_key":"%s","events":[
                  {"event_type":"a","user_id":"alice"},
                  {"event_type":"b","user_id":"alice","time":"2026-11-22T00:00:00Z"},
                  {"user_id":"alice"},
                  {"event_type":"d","user_id":"bob"},
                  {"event_type":"e","user_id":"alice","time":1.5}]}\
                """
                    .formatted(WRITE.text())));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("\"code\":400", "\"missing_field\":\"\"")
        .contains("\"events_with_invalid_fields\":{\"time\":[1,4]}")
        .contains("\"events_with_missing_fields\":{\"event_type\":[2]}")
        .contains("\"events_with_invalid_id_lengths\":{\"user_id\":[3]}");
    HttpResponse<String> wrongKey =
        postBare("/batch", bytes("{\"api_key\":\"x\",\"events\":[{\"event_type\":\"a\"}]}"));
    assertThat(wrongKey.statusCode()).isEqualTo(400);
    assertThat(wrongKey.body()).contains("\"error\":\"Invalid API key: ");
    assertThat(tail.read()).isEmpty();
  }

  @Test
  void identifyTakesAFormAndAQuery() throws Exception {
    String form =
        "api_key="
            + WRITE.text()
            + "&identification=%5B%7B%22user_id%22%3A%22alice%22%2C%22user_properties%22%3A%7B"
            + "%22plan%22%3A%22pro%22%7D%7D%5D";

    assertThat(postBare("/identify", bytes(form)).statusCode()).isEqualTo(200);
    assertThat(get("/identify?" + form).statusCode()).isEqualTo(200);

    assertThat(tail.read())
        .hasSize(2)
        .allSatisfy(event ->
            assertThat(event.userOperations())
                .containsExactly(PropertyOperation.set("plan", PropertyValue.of("pro"))));
  }

  @Test
  void gzipIsRecognisedByItsBytesAndASlashAtTheEndDoesNotMatter() throws Exception {
    byte[] body =
        gzip(
            bytes(
                "{\"batch\":["
                    + list("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}", 2000)
                    + "],\"writeKey\":\""
                    + WRITE.text()
                    + "\"}"));

    HttpResponse<String> reply = postBare("/v1/import/", body);

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(tail.read()).hasSize(2000);
  }

  @Test
  void aRevokedKeyStopsWorkingWithinFiveSeconds() throws Exception {
    ApiKey key = ApiKey.generate(KeyScope.WRITE, new Random(4));
    KeySchema schema = new KeySchema(dataSource);
    schema.add(key, KeyScope.WRITE);
    byte[] body = bytes("{\"event\":\"e\",\"userId\":\"alice\"}");
    assertThat(postAs(key, "/v1/track", body).statusCode()).isEqualTo(200);

    schema.revoke(key);

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> postAs(key, "/v1/track", body).statusCode() == 401);
  }

  @Test
  void browsersMayPostFromAnyOrigin() throws Exception {
    HttpResponse<String> preflight =
        http.send(
            request("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-retry-count")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("authorization,x-retry-count");
    assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("7200");
    assertThat(preflight.headers().firstValue("Vary")).contains("Origin");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).contains("true");
  }

  @Test
  void healthAndMetricsTell() throws Exception {
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/ready").body())
        .contains("collect: Kafka was heard of within 10 s")
        // down from SIGTERM on, while open requests end
        .contains("Graceful Shutdown");
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/started").statusCode()).isEqualTo(200);
    post("/v1/track", "{\"event\":\"e\",\"userId\":\"alice\"}");
    assertThat(get("/q/metrics").body())
        .contains("riffle_collect_events_accepted_total{vendor=\"segment\"}")
        .doesNotContain(WRITE.text());
  }

  @Test
  void everyEventReceivedIsCountedAsAcceptedOrRejected() throws Exception {
    String good = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}";
    String bad = "{\"type\":\"track\",\"userId\":\"alice\"}";
    post("/v1/batch", "{\"batch\":[" + good + "," + bad + "," + good + "]}");
    post("/v1/track", bad);
    postAs(UNKNOWN, "/v1/batch", bytes("{\"batch\":[" + list(good, 7) + "]}"));
    post("/v1/batch", "{\"batch\":{}}");
    postBare(
        "/2/httpapi",
        bytes(
            """
            {"api_key":"%s","events":[{"event_type":"a","user_id":"alice"},{"user_id":"alice"}]}\
            """
                .formatted(WRITE.text())));

    String metrics = get("/q/metrics").body();
    for (String vendor : List.of("segment", "amplitude")) {
      assertThat(sum(metrics, "riffle_collect_events_received_total", vendor))
          .as(vendor)
          .isPositive()
          .isEqualTo(
              sum(metrics, "riffle_collect_events_accepted_total", vendor)
                  + sum(metrics, "riffle_collect_events_rejected_total", vendor));
    }
  }

  private static double sum(String metrics, String name, String vendor) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains("vendor=\"" + vendor + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void refused(HttpResponse<String> reply, int status, String text) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).startsWith("{\"success\":false").contains(text);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return postAs(WRITE, path, bytes(body));
  }

  private HttpResponse<String> postAs(ApiKey key, String path, byte[] body) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString((key.text() + ":").getBytes(StandardCharsets.UTF_8));
    return send(request(path).header("Authorization", "Basic " + basic), body);
  }

  private HttpResponse<String> postBare(String path, byte[] body) throws Exception {
    return send(request(path), body);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, byte[] body) throws Exception {
    return http.send(
        request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static String list(String element, int times) {
    return IntStream.range(0, times).mapToObj(_ -> element).collect(Collectors.joining(","));
  }

  private static EventRecord only(List<EventRecord> events) {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }
}
