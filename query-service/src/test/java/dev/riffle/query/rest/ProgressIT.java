package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions under chosen ids, followed while the real engine answers them. */
@QuarkusTest
@TestProfile(ProgressIT.OneStream.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
@Timeout(90)
class ProgressIT {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A test that fails leaves its questions running. */
  @AfterEach
  void cancelAll() {
    List<String> ids =
        given()
            .header("Authorization", "Bearer " + DemoKeys.READ)
            .get("/api/v1/queries")
            .jsonPath()
            .getList("queries.queryId");
    ids.forEach(id ->
        given().header("Authorization", "Bearer " + DemoKeys.READ).delete("/api/v1/queries/" + id));
  }

  /** One question at a time, and one stream. */
  public static final class OneStream extends DemoKeys {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("riffle.query.max-running", "1");
      overrides.put("riffle.query.max-running-per-key", "1");
      overrides.put("riffle.query.max-streams-per-project", "1");
      return Map.copyOf(overrides);
    }
  }

  /** One event of a stream. */
  private record Event(String name, JsonNode data) {}

  /** Reads a stream as it comes. */
  private static final class Events implements AutoCloseable {
    private final BufferedReader lines;

    Events(InputStream body) {
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.US_ASCII));
    }

    /** The next one, past comments. */
    Event next() throws IOException {
      String line = lines.readLine();
      while (line != null && !line.startsWith("event: ")) {
        line = lines.readLine();
      }
      assertThat(line).as("the stream goes on").isNotNull();
      String data = lines.readLine();
      return new Event(
          line.substring("event: ".length()), DoorRequests.tree(data.substring("data: ".length())));
    }

    Event next(String name) throws IOException {
      Event event = next();
      while (!event.name().equals(name)) {
        event = next();
      }
      return event;
    }

    boolean ended() throws IOException {
      String line = lines.readLine();
      while (line != null && line.isEmpty()) {
        line = lines.readLine();
      }
      return line == null;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  void aQuestionIsFollowedFromItsWaitToItsEnd() throws Exception {
    String runs = UUID.randomUUID().toString();
    String waits = UUID.randomUUID().toString();
    CompletableFuture<HttpResponse<String>> running = askSlowly(runs);
    awaitState(runs, "running");
    CompletableFuture<HttpResponse<String>> waiting = askSlowly(waits);
    awaitState(waits, "waiting");

    try (Events events = follow(runs)) {
      Event first = events.next("running");
      assertThat(first.data().path("statement").asInt()).isEqualTo(1);
      long before = readRows(events);
      long after = readRows(events);
      while (after == before) {
        after = readRows(events);
      }
      assertThat(before).isPositive();
      assertThat(after).isGreaterThan(before);

      ExpectedProblem.in(progress(DemoKeys.READ, waits), 429, "too-many-streams");
      cancel(runs);
      assertThat(events.next("cancelled").data()).isEmpty();
      assertThat(events.ended()).isTrue();
    }
    assertThat(running.join().statusCode()).isEqualTo(409);
    awaitState(waits, "running");
    cancel(waits);
    assertThat(waiting.join().statusCode()).isEqualTo(409);
    ExpectedProblem.in(progress(DemoKeys.READ, runs), 404, "question-not-running");
  }

  /** The reader goes in the middle; its place is free soon after. */
  @Test
  void whoLooksAwayMakesRoomForTheNext() throws Exception {
    String runs = UUID.randomUUID().toString();
    String waits = UUID.randomUUID().toString();
    CompletableFuture<HttpResponse<String>> running = askSlowly(runs);
    awaitState(runs, "running");
    CompletableFuture<HttpResponse<String>> waiting = askSlowly(waits);
    awaitState(waits, "waiting");
    try (Events events = follow(waits)) {
      Event first = events.next();
      assertThat(first.name()).isEqualTo("waiting");
      assertThat(first.data().path("place").asInt()).isEqualTo(1);
    }
    await()
        .untilAsserted(() -> {
          try (Events events = follow(runs)) {
            assertThat(events.next().name()).isEqualTo("running");
          }
        });
    cancel(waits);
    cancel(runs);
    assertThat(running.join().statusCode()).isEqualTo(409);
    assertThat(waiting.join().statusCode()).isEqualTo(409);
  }

  @Test
  void aChosenIdIsTheAnswersAndItsStatementsBearIt() {
    String id = UUID.randomUUID().toString();
    segmentation(id).statusCode(200).body("meta.queryId", org.hamcrest.Matchers.equalTo(id));

    JsonNode explanation =
        DoorRequests.tree(
            given()
                .header("Authorization", "Bearer " + DemoKeys.READ)
                .get("/api/v1/queries/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    assertThat(explanation.path("sql").path(0).path("queryId").asText())
        .isEqualTo("1-" + id + "-1");
    segmentation(id).statusCode(200);
  }

  @Test
  void anIdThatIsNoneOrRunsIsRefused() throws Exception {
    ExpectedProblem.in(segmentation("q1"), 400, "invalid-query-id");

    String id = UUID.randomUUID().toString();
    CompletableFuture<HttpResponse<String>> running = askSlowly(id);
    awaitState(id, "running");
    ExpectedProblem.in(segmentation(id), 409, "query-id-in-use");
    cancel(id);
    assertThat(running.join().statusCode()).isEqualTo(409);
  }

  private static long readRows(Events events) throws IOException {
    return events.next("running").data().path("rowsRead").asLong();
  }

  private static ValidatableResponse segmentation(String id) {
    return given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .header(QueryIdHeader.NAME, id)
        .contentType("application/json")
        .body("{\"events\": [\"Export Started\"], \"last\": \"7d\"}")
        .post("/api/v1/segmentation")
        .then();
  }

  private CompletableFuture<HttpResponse<String>> askSlowly(String id) {
    return client.sendAsync(
        request("/api/test/slow").header(QueryIdHeader.NAME, id).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private Events follow(String id) throws Exception {
    HttpResponse<InputStream> reply =
        client.send(
            request("/api/v1/queries/" + id + "/progress").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new Events(reply.body());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
        .header("Authorization", "Bearer " + DemoKeys.READ);
  }

  private static ValidatableResponse progress(String key, String id) {
    return given()
        .header("Authorization", "Bearer " + key)
        .get("/api/v1/queries/" + id + "/progress")
        .then();
  }

  private static void cancel(String id) {
    given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .delete("/api/v1/queries/" + id)
        .then()
        .statusCode(204);
  }

  private static void awaitState(String id, String state) {
    await()
        .untilAsserted(() ->
            assertThat(
                    given()
                        .header("Authorization", "Bearer " + DemoKeys.READ)
                        .get("/api/v1/queries")
                        .jsonPath()
                        .<String>get("queries.find { it.queryId == '" + id + "' }?.state"))
                .isEqualTo(state));
  }
}
