package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.clickhouse.client.api.ServerException;
import dev.riffle.query.engine.EngineException;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files of events, and what happens when nobody waits, over {@link StoryResource}. */
@QuarkusTest
@TestProfile(EventExportIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class EventExportIT {
  /** A profile of its own, so that no other class's engine is used. */
  public static final class Keys extends DemoKeys {}

  private static final String PATH = "/api/v1/events/export";

  /** As in ClickHouse's ErrorCodes.cpp. */
  private static final int QUERY_WAS_CANCELLED = 394;

  @Inject SlowResource slow;

  @Test
  void eventsOfTheCallersProjectComeAsAFile() {
    String csv =
        read()
            .get(PATH + "?last=30d")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .header(
                "Content-Disposition",
                matchesPattern("attachment; filename=\"events-[0-9-]{21}\\.csv\""))
            .header("Riffle-As-Of", matchesPattern("[0-9T:.-]+Z"))
            .extract()
            .asString();
    assertThat(csv.lines()).hasSize(12);
    assertThat(csv).contains("\"Export Completed\"").doesNotContain(StoryResource.SENTINEL);

    String lines =
        read()
            .accept("application/x-ndjson")
            .get(PATH + "?event=Export Started")
            .then()
            .statusCode(200)
            .contentType(containsString("application/x-ndjson"))
            .extract()
            .asString();
    assertThat(lines.lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"event\":\"Export Started\""));

    byte[] parquet =
        read()
            .get(PATH + "?format=parquet")
            .then()
            .statusCode(200)
            .contentType(containsString("application/vnd.apache.parquet"))
            .extract()
            .asByteArray();
    assertThat(new String(parquet, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
  }

  @Test
  void aWrongExportIsRefusedBeforeItBegins() {
    problem(read().get(PATH + "?event=Export Begun").then(), 400, "unknown-event")
        .body("errors[0].pointer", equalTo("?event"));
    problem(read().get(PATH + "?format=xlsx").then(), 400, "invalid-parameter")
        .body("errors[0].detail", containsString("csv, jsonl, parquet"));
    problem(read().get(PATH + "?from=2026-03-02&to=2026-03-01").then(), 400, "range-reversed");
    problem(read().get(PATH + "?explain=true").then(), 400, "invalid-parameter");
    problem(read().accept("image/png").get(PATH).then(), 406, "not-acceptable");
  }

  @Test
  void answersComeAsRowsToo() {
    String question =
        "{\"events\": [\"Used Awesome Feature 1\"], \"last\": \"7d\", \"groupBy\":"
            + " [{\"property\": \"plan\", \"of\": \"user\"}]}";
    String csv =
        read()
            .contentType("application/json")
            .accept("text/csv")
            .body(question)
            .post("/api/v1/segmentation")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString();
    assertThat(csv.lines().toList())
        .hasSize(1 + 3 * 8)
        .startsWith(
            "\"series\",\"event\",\"uniques\",\"start\",\"group\"",
            "\"A\",\"Used Awesome Feature 1\",3,,");
    String lines =
        read()
            .contentType("application/json")
            .accept("application/x-ndjson")
            .body("{\"steps\": [\"Export Started\", \"Export Completed\"]}")
            .post("/api/v1/funnel")
            .then()
            .statusCode(200)
            .contentType(containsString("application/x-ndjson"))
            .extract()
            .asString();
    assertThat(lines.lines().toList())
        .hasSize(2)
        .startsWith("{\"step\":1,\"event\":\"Export Started\",\"count\":2,\"fromFirst\":1.0}");
    problem(
        read()
            .contentType("application/json")
            .accept("text/csv")
            .body("{\"steps\": [\"Export Started\"]}")
            .post("/api/v1/funnel")
            .then(),
        400,
        "invalid-body");
  }

  /** The engine says itself that it was stopped: nobody waits until the limit of 30 seconds. */
  @Test
  void theEngineStopsWhenWhoeverAskedIsGone() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/test/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + DemoKeys.READ
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(slow.awaitAsked(Duration.ofSeconds(10))).isTrue();
    }

    EngineException refused = slow.awaitRefused(Duration.ofSeconds(10));

    assertThat(refused.reason()).isEqualTo(EngineException.Reason.CANCELLED);
    assertThat(refused.getCause())
        .isInstanceOfSatisfying(
            ServerException.class,
            cause -> assertThat(cause.getCode()).isEqualTo(QUERY_WAS_CANCELLED));
  }

  private static RequestSpecification read() {
    return given().header("Authorization", "Bearer " + DemoKeys.READ);
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String code) {
    return ExpectedProblem.in(reply, status, code);
  }
}
