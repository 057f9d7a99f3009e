package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.publication.EventLog;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the routes add to the doors, over HTTP. */
class CollectRoutesTest {
  private static final CollectServer SERVER = new CollectServer();
  private static final String KEY = CollectorFixture.KEY;
  private static final String AMPLITUDE =
      "{\"api_key\":\"" + KEY + "\",\"events\":[{\"event_type\":\"of a\",\"user_id\":\"alice\"}]}";
  private static final String POSTHOG =
      "{\"api_key\":\"" + KEY + "\",\"batch\":[{\"event\":\"of p\",\"distinct_id\":\"alice\"}]}";

  private final CollectorFixture collector =
      new CollectorFixture(Instant.parse("2026-11-22T12:00:00Z"));

  @BeforeEach
  void serve() {
    SERVER.serve(collector);
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/batch,  application/json",
    "/batch/, application/json",
    "/batch,  text/plain",
    "/batch/, application/x-www-form-urlencoded"
  })
  void theBodyChoosesBetweenTwoVendorsAtOnePath(String path, String type) throws Exception {
    assertThat(post(path, type, AMPLITUDE).body()).contains("\"events_ingested\":1");
    assertThat(post(path, type, POSTHOG).body()).isEqualTo("{\"status\":1}");
    assertThat(collector.log.events).extracting(EventRecord::name).containsExactly("of a", "of p");
  }

  @Test
  void theBodyChoosesWhateverStandsFirstInIt() throws Exception {
    String late = POSTHOG.replace("{\"api_key\"", "{\"x\":{\"events\":[1]},\"api_key\"");

    assertThat(post("/batch", "application/json", late).body()).isEqualTo("{\"status\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{", "", "[]", "batch=1"})
  void aBodyOfNeitherVendorIsRefusedByTheFirst(String body) throws Exception {
    HttpResponse<String> reply = post("/batch", "application/json", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"code\":400,\"error\":");
  }

  @Test
  void gzipThatBecomesMoreThanItsEndSaysIsReadToo() throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    int cut = POSTHOG.length() - 3;
    for (String part : new String[] {POSTHOG.substring(0, cut), POSTHOG.substring(cut)}) {
      try (GZIPOutputStream member = new GZIPOutputStream(compressed)) {
        member.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }

    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(SERVER.uri("/e/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray())),
            "content-encoding",
            "gzip");

    assertThat(reply.body()).isEqualTo("{\"status\":1}");
    assertThat(collector.log.events).hasSize(1);
  }

  @Test
  void gzipIsSeenWhetherItIsAnnouncedOrNot() throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(POSTHOG.getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray());

    HttpResponse<String> silent =
        send(HttpRequest.newBuilder(SERVER.uri("/e/")).POST(body), "content-type", "text/plain");
    HttpResponse<String> announced =
        send(HttpRequest.newBuilder(SERVER.uri("/batch/")).POST(body), "content-encoding", "gzip");

    assertThat(silent.body()).isEqualTo("{\"status\":1}");
    assertThat(announced.body()).isEqualTo("{\"status\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "/,                              cross-origin-resource-policy",
    "/2/httpapi,                     'content-type,content-encoding'",
    "/v1/t,                          'authorization,x-retry-count'",
    "/v1/track,                      'anonymousid,authorization,content-type,sentat'",
    "/sourceConfig/?writeKey=k,      authorization",
    "/v1/projects/any/settings,      authorization",
    "/flags/?v=2,                    content-type"
  })
  void aPreflightMayAskForAnyHeader(String path, String headers) throws Exception {
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(SERVER.uri(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Headers", headers),
            "Origin",
            "https://shop.example");

    assertThat(reply.statusCode()).isEqualTo(204);
    assertThat(reply.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(reply.headers().firstValue("Access-Control-Allow-Headers")).contains(headers);
    assertThat(reply.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("GET, POST, OPTIONS");
    assertThat(reply.headers().firstValue("Access-Control-Allow-Credentials")).contains("true");
    assertThat(reply.headers().firstValue("Vary")).contains("Origin");
  }

  /** Segment's browser library waits as long as it is told only if it may read the header. */
  @Test
  void aPageMayReadWhenToComeAgain() throws Exception {
    collector.log.answer = EventLog.Result.UNAVAILABLE;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(SERVER.uri("/v1/t"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"event\":\"e\",\"userId\":\"alice\",\"writeKey\":\"" + KEY + "\"}"));

    HttpResponse<String> reply = send(request, "Origin", "https://shop.example");

    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.headers().firstValue("Retry-After")).contains("2");
    assertThat(reply.headers().firstValue("Access-Control-Expose-Headers"))
        .contains("Retry-After, ETag");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/projects/a%22b/settings, '\"apiKey\":\"a\\\"b\"'",
    "/sourceConfig?writeKey=a%22b, '\"writeKey\":\"a\\\"b\"'",
    "/sourceConfig/,               '\"writeKey\":\"\"'",
    "/config/any?config_group=browser, '{\"configs\":{}}'",
    "/array/any/config,            '\"hasFeatureFlags\":false'"
  })
  void whatALibraryFetchesIsThereForAnyKey(String path, String part) throws Exception {
    HttpResponse<String> reply =
        send(HttpRequest.newBuilder(SERVER.uri(path)).GET(), "Origin", "https://shop.example");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    assertThat(reply.body()).contains(part);
  }

  @Test
  void posthogsLibraryAsksForAScriptFirst() throws Exception {
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(SERVER.uri("/array/a%22b/config.js")).GET(),
            "Origin",
            "https://shop.example");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    assertThat(reply.body())
        .startsWith(
            "(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})[\"a\\\"b\"]={config:{")
        .endsWith(",siteApps:[]};");
  }

  @ParameterizedTest
  @CsvSource({"GET, /2/httpapi", "PUT, /v1/batch", "GET, /", "POST, /array/any/config"})
  void aMethodThatAPathDoesNotTakeIsNotFound(String method, String path) throws Exception {
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(SERVER.uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody()),
            "Accept",
            "*/*");

    assertThat(reply.statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(SERVER.uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
        "Content-Type",
        type);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String header, String value)
      throws Exception {
    return SERVER
        .client()
        .send(request.header(header, value).build(), HttpResponse.BodyHandlers.ofString());
  }
}
