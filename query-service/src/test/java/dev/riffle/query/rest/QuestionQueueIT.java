package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who waits and who is refused, by real connections, with room for one of each. */
@QuarkusTest
@TestProfile(QuestionQueueIT.OneAtATime.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class QuestionQueueIT {
  private static final String SLOW = "/api/test/slow";

  /** One runs, one waits. */
  public static final class OneAtATime extends DemoKeys {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("riffle.query.max-running", "1");
      overrides.put("riffle.query.max-running-per-key", "1");
      overrides.put("riffle.query.max-waiting", "1");
      overrides.put("riffle.query.max-waiting-per-key", "1");
      return Map.copyOf(overrides);
    }
  }

  @Test
  void theQueueIsBoundedAndLeftByThoseWhoGoAway() throws Exception {
    try (Socket runs = ask()) {
      awaitCounts(1, 0);
      try (Socket waits = ask()) {
        awaitCounts(1, 1);

        refused(DemoKeys.READ, 429, "too-many-questions");
        refused(DemoKeys.ADMIN, 503, "service-busy");
        assertThat(waits.isConnected()).isTrue();
      }
      awaitCounts(1, 0);
      assertThat(runs.isConnected()).isTrue();
    }
    awaitCounts(0, 0);
    given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .contentType("application/json")
        .body("{\"events\": [\"Export Started\"], \"last\": \"7d\"}")
        .post("/api/v1/segmentation")
        .then()
        .statusCode(200);
  }

  /** By another connection, with another key of the project; the asker is told. */
  @Test
  void aQuestionThatRunsAndOneThatWaitsAreCancelled() throws Exception {
    try (Socket runs = ask()) {
      awaitCounts(1, 0);
      try (Socket waits = ask()) {
        awaitCounts(1, 1);
        JsonPath list = queries();
        assertThat(list.getList("queries.state")).containsExactlyInAnyOrder("running", "waiting");
        String waiting = list.getString("queries.find { it.state == 'waiting' }.queryId");
        String running = list.getString("queries.find { it.state == 'running' }.queryId");

        cancel(waiting).statusCode(204);
        assertThat(reply(waits)).startsWith("HTTP/1.1 409").contains("question-cancelled");
        awaitCounts(1, 0);
        cancel(running).statusCode(204);
        assertThat(reply(runs)).startsWith("HTTP/1.1 409").contains("question-cancelled");
        awaitCounts(0, 0);

        assertThat(queries().getList("queries")).isEmpty();
        ExpectedProblem.in(cancel(running), 404, "question-not-running");
      }
    }
  }

  private static JsonPath queries() {
    return given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .get("/api/v1/queries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static ValidatableResponse cancel(String id) {
    return given()
        .header("Authorization", "Bearer " + DemoKeys.ADMIN)
        .delete("/api/v1/queries/" + id)
        .then();
  }

  /** All that comes until the server closes. */
  private static String reply(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void refused(String key, int status, String code) {
    ExpectedProblem.in(
            given().header("Authorization", "Bearer " + key).get(SLOW).then(), status, code)
        .header("Retry-After", equalTo("2"));
  }

  /** Asks, and does not read the answer. */
  private static Socket ask() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket
        .getOutputStream()
        .write(
            ("GET " + SLOW + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n")
                .concat("Authorization: Bearer " + DemoKeys.READ)
                .concat("\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void awaitCounts(int running, int waiting) {
    await()
        .untilAsserted(() -> {
          Response metrics = given().accept("text/plain").get("/q/metrics");
          assertThat(metrics.asString().lines())
              .contains(
                  "riffle_questions_running " + running + ".0",
                  "riffle_questions_waiting " + waiting + ".0");
        });
  }
}
