package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.EventLog;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.HttpDoor.Reply;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody should send: each is a clear 4xx, and nothing of it reaches Kafka. */
@ExtendWith(OneRiffle.class)
@Order(4)
class BadInputIT {
  private static final String GOOD = "{\"type\":\"track\",\"userId\":\"bad-1\",\"event\":\"Bad\"}";
  private static final String UNKNOWN_KEY = "wk_" + "0".repeat(64);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesWholeRequests(String name, String path, byte[] body, int status, RunningRiffle riffle)
      throws Exception {
    try (EventLog log = new EventLog(riffle.bootstrapServers())) {
      long before = log.records();

      Reply reply = riffle.ingest().post(path, body);

      assertThat(reply.status()).as(reply.body()).isEqualTo(status);
      assertThat(reply.body())
          .isNotBlank()
          .doesNotContain("Exception")
          .doesNotContain("dev.riffle");
      assertThat(log.records()).isEqualTo(before);
    }
  }

  static Stream<Arguments> refusesWholeRequests() throws IOException {
    String big = "x".repeat(2 * 1024 * 1024);
    return Stream.of(
        request("no JSON", "/v1/batch", "{\"batch\": [", 400),
        request("an empty body", "/v1/batch", "", 400),
        request("another type of JSON", "/v1/batch", "[1, 2]", 400),
        request("no batch in it", "/v1/batch", "{}", 400),
        request("a batch that is no list", "/v1/batch", "{\"batch\":{}}", 400),
        request("2 MB", "/v1/batch", "{\"batch\":[" + GOOD + "],\"x\":\"" + big + "\"}", 413),
        request("3,000 events", "/v1/batch", "{\"batch\":[" + times(3_000) + "]}", 413),
        Arguments.of("a gzip bomb", "/v1/batch", gzipped(new byte[200 * 1024 * 1024]), 413),
        request("cut off gzip", "/v1/batch", new String(new char[] {0x1f}), 400),
        request("broken JSON after good events", "/v1/batch", "{\"batch\":[" + GOOD + ",{]}", 400));
  }

  @Test
  void refusesNoKeyAndWrongKeysOfBothServices(RunningRiffle riffle) throws Exception {
    HttpDoor ingest = riffle.ingest();
    HttpDoor query = riffle.query();
    try (EventLog log = new EventLog(riffle.bootstrapServers())) {
      long before = log.records();

      assertThat(ingest.withKey("").post("/v1/track", GOOD).status()).isEqualTo(401);
      assertThat(ingest.withKey("nonsense").post("/v1/track", GOOD).status()).isEqualTo(401);
      assertThat(ingest.withKey(UNKNOWN_KEY).post("/v1/track", GOOD).status()).isEqualTo(401);
      assertThat(ingest.withKey(query.key()).post("/v1/track", GOOD).status()).isIn(401, 403);
      assertThat(query.withKey("").get("/api/v1/events").status()).isEqualTo(401);
      assertThat(query.withKey(UNKNOWN_KEY).get("/api/v1/events").status()).isEqualTo(401);
      assertThat(query.withKey(ingest.key()).get("/api/v1/events").status()).isEqualTo(403);
      assertThat(log.records()).isEqualTo(before);
    }
  }

  @Test
  void takesTheGoodEventsOfABatchAndLeavesTheBadOnes(RunningRiffle riffle) throws Exception {
    String batch =
        """
        {"batch": [
          {"type": "track", "userId": "half-1", "event": "Half Good"},
          {"type": "track", "userId": "null", "event": "Half Good"},
          {"type": "track", "userId": "half-2"},
          {"type": "track", "userId": "half-3", "event": 7},
          {"type": "dance", "userId": "half-4", "event": "Half Good"},
          {"type": "track", "userId": "half-5", "event": "Half Good"}]}
        """;
    try (EventLog log = new EventLog(riffle.bootstrapServers())) {
      long before = log.records();

      Reply reply = riffle.ingest().post("/v1/batch", batch);

      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(log.records()).isEqualTo(before + 2);
      Waiting.untilVisible()
          .untilAsserted(() -> assertThat(riffle.stored().landed("half-").rows()).isEqualTo(2));
    }
  }

  @Test
  void namesTheBadEventsInAmplitudesWords(RunningRiffle riffle) throws Exception {
    String body =
        """
        {"api_key": "WRITE_KEY", "events": [
          {"event_type": "Half Good", "user_id": "amp-good-1", "time": 1763800000000},
          {"event_type": "Half Good", "user_id": "amp-good-2", "time": "yesterday"},
          {"user_id": "amp-good-3"}]}
        """;

    Reply reply = riffle.ingest().post("/2/httpapi", body.replace("WRITE_KEY", riffle.writeKey()));

    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("code").asInt()).isEqualTo(400);
    assertThat(reply.json().path("events_with_invalid_fields").toString()).contains("[1]");
    assertThat(reply.json().path("events_with_missing_fields").toString()).contains("[2]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesQuestionsWithAPointerToTheFault(
      String name, String question, String pointer, RunningRiffle riffle) throws Exception {
    Reply reply = riffle.query().post("/api/v1/segmentation", question);

    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.json().path("errors").findValuesAsText("pointer"))
        .as(reply.body())
        .contains(pointer);
    assertThat(reply.body()).doesNotContain("Exception").doesNotContain("SELECT");
  }

  static Stream<Arguments> refusesQuestionsWithAPointerToTheFault() {
    String events = "\"events\":[{\"event\":\"Looked Fresh\"}]";
    return Stream.of(
        Arguments.of("no JSON", "{\"events\": [", ""),
        Arguments.of("nothing", "{}", "/events"),
        Arguments.of("an unknown field", "{" + events + ",\"colour\":1}", "/colour"),
        Arguments.of(
            "a reversed range",
            "{" + events + ",\"from\":\"2026-11-02\",\"to\":\"2026-11-01\"}",
            "/to"),
        Arguments.of(
            "a bad time zone", "{" + events + ",\"timeZone\":\"Mars/Olympus\"}", "/timeZone"),
        Arguments.of("a bad interval", "{" + events + ",\"interval\":\"fortnight\"}", "/interval"),
        Arguments.of("a wrong type", "{\"events\":\"Looked Fresh\"}", "/events"),
        Arguments.of(
            "an unknown property",
            "{" + events + ",\"groupBy\":[{\"property\":\"no such thing\",\"of\":\"user\"}]}",
            "/groupBy/0/property"));
  }

  @Test
  void refusesAFeatureUsageWithoutAProperty(RunningRiffle riffle) throws Exception {
    assertThat(riffle.query().get("/api/v1/feature-usage").status()).isEqualTo(400);
    assertThat(riffle.query().get("/api/v1/feature-usage?by=plan&last=soon").status())
        .isEqualTo(400);
  }

  private static Arguments request(String name, String path, String body, int status) {
    return Arguments.of(name, path, body.getBytes(StandardCharsets.ISO_8859_1), status);
  }

  private static String times(int events) {
    return (GOOD + ",").repeat(events - 1) + GOOD;
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
