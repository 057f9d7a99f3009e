package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.riffle.project.ApiKey;
import dev.riffle.testing.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every door with every kind of key. The engine is not there: whoever is let in meets a 503. */
@QuarkusTest
@TestProfile(AccessIT.WithoutEngine.class)
@QuarkusTestResource(PostgresResource.class)
class AccessIT {
  private static final List<String> ASK =
      List.of(
          "POST /api/v1/segmentation",
          "POST /api/v1/retention",
          "POST /api/v1/lifecycle",
          "POST /api/v1/stickiness",
          "POST /api/v1/sessions",
          "POST /api/v1/revenue",
          "POST /api/v1/funnel",
          "POST /api/v1/paths",
          "POST /api/v1/people",
          "POST /api/v1/queries/estimate",
          "GET /api/v1/feature-usage?by=plan",
          "GET /api/v1/events",
          "GET /api/v1/events/export?format=csv",
          "GET /api/v1/properties",
          "GET /api/v1/properties/plan/values",
          "GET /api/v1/persons",
          "GET /api/v1/persons/ann",
          "GET /api/v1/persons/ann/events",
          "GET /api/v1/groups/company/acme");

  /** Answered from memory, so without the engine too. */
  private static final List<String> REMEMBERED =
      List.of(
          "GET /api/v1/queries",
          "GET /api/v1/queries/q1",
          "GET /api/v1/queries/q1/progress",
          "DELETE /api/v1/queries/q1");

  /** Answered by the metadata store, or refused before the engine is asked: there are none. */
  private static final List<String> SEGMENTS =
      List.of(
          "GET /api/v1/segments",
          "POST /api/v1/segments/preview",
          "POST /api/v1/segments/preview/members",
          "POST /api/v1/rfm",
          "GET /api/v1/segments/overlaps",
          "GET /api/v1/segments/x",
          "GET /api/v1/segments/x/versions",
          "GET /api/v1/segments/x/size",
          "GET /api/v1/segments/x/sizes",
          "GET /api/v1/segments/x/members",
          "GET /api/v1/segments/x/changes",
          "GET /api/v1/segments/x/why",
          "GET /api/v1/questions",
          "GET /api/v1/questions/x",
          "GET /api/v1/questions/x/answer",
          "POST /api/v1/questions/x/answer",
          "GET /api/v1/dashboards",
          "GET /api/v1/dashboards/x",
          "GET /api/v1/annotations",
          "GET /api/v1/annotations/999999");

  private static final List<String> ADMINISTER =
      List.of(
          "POST /api/v1/segments",
          "PUT /api/v1/segments/x",
          "DELETE /api/v1/segments/x",
          "POST /api/v1/questions",
          "PUT /api/v1/questions/x",
          "DELETE /api/v1/questions/x",
          "POST /api/v1/dashboards",
          "PUT /api/v1/dashboards/x",
          "DELETE /api/v1/dashboards/x",
          "POST /api/v1/annotations",
          "PUT /api/v1/annotations/999999",
          "DELETE /api/v1/annotations/999999",
          "POST /api/v1/segments/x/snapshots",
          "GET /api/v1/projects",
          "POST /api/v1/projects",
          "GET /api/v1/projects/1",
          "PATCH /api/v1/projects/1",
          "GET /api/v1/projects/1/keys",
          "POST /api/v1/projects/1/keys",
          "DELETE /api/v1/projects/1/keys/999999",
          "GET /api/v1/aliases",
          "GET /api/v1/aliases/preview?previousId=a&userId=b",
          "POST /api/v1/aliases",
          "POST /api/v1/aliases/undo");

  @Inject AgroalDataSource dataSource;

  /** Nothing listens on port 1, whatever else runs on this machine. */
  public static final class WithoutEngine extends DemoKeys {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("riffle.clickhouse.url", "http://127.0.0.1:1");
      return overrides;
    }
  }

  static Stream<Arguments> ask() {
    return ASK.stream().map(AccessIT::split);
  }

  static Stream<Arguments> segments() {
    return SEGMENTS.stream().map(AccessIT::split);
  }

  static Stream<Arguments> administer() {
    return ADMINISTER.stream().map(AccessIT::split);
  }

  static Stream<Arguments> doors() {
    return Stream.of(ask(), segments(), REMEMBERED.stream().map(AccessIT::split), administer())
        .flatMap(doors -> doors);
  }

  @Test
  void everyDoorIsInTheMatrix() {
    List<String> described =
        given()
            .accept("application/json")
            .get("/q/openapi")
            .jsonPath()
            .<Map<String, Map<String, Object>>>get("paths")
            .entrySet()
            .stream()
            .flatMap(path ->
                path.getValue().keySet().stream()
                    .filter(method -> !method.equals("parameters"))
                    .map(method -> method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()))
            .sorted()
            .toList();
    List<String> tried =
        Stream.of(ASK, SEGMENTS, REMEMBERED, ADMINISTER)
            .flatMap(List::stream)
            .map(door -> door.replaceAll("\\?.*", ""))
            .map(door -> door.replace("/plan/values", "/{name}/values"))
            .map(door -> door.replace("/persons/ann", "/persons/{id}"))
            .map(door -> door.replace("/groups/company/acme", "/groups/{type}/{id}"))
            .map(door -> door.replace("/queries/q1", "/queries/{id}"))
            .map(door -> door.replace("/questions/x", "/questions/{question}"))
            .map(door -> door.replace("/dashboards/x", "/dashboards/{dashboard}"))
            .map(door -> door.replace("/annotations/999999", "/annotations/{annotation}"))
            .map(door -> door.replaceAll("/999999$", "/{key}"))
            .map(door -> door.replace("/segments/x", "/segments/{segment}"))
            .map(door -> door.replaceAll("/projects/1", "/projects/{project}"))
            .sorted()
            .toList();
    assertThat(tried).isEqualTo(described);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void refusesWithoutKey(String method, String path) {
    problem(request().request(method, path), 401, "missing-key")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"riffle\""));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void refusesUnknownKey(String method, String path) {
    problem(with("rk_" + "9".repeat(64)).request(method, path), 401, "unknown-key")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"riffle\", error=\"invalid_token\""));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void refusesWriteKeySayingWhatIsNeeded(String method, String path) {
    problem(with(DemoKeys.WRITE).request(method, path), 403, "key-lacks-scope")
        .body("detail", startsWith("This is a write key (wk_)"))
        .body("detail", containsString("an admin key (ak_)"));
  }

  @ParameterizedTest
  @MethodSource("administer")
  void refusesReadKeyToAdminister(String method, String path) {
    problem(with(DemoKeys.READ).request(method, path), 403, "key-lacks-scope")
        .body("detail", startsWith("This is a read key (rk_)"));
  }

  @ParameterizedTest
  @MethodSource("ask")
  void letsReadAndAdminKeysAskAndSaysThatTheEngineIsDown(String method, String path) {
    for (String key : List.of(DemoKeys.READ, DemoKeys.ADMIN)) {
      problem(with(key).body(question(path)).request(method, path), 503, "engine-unavailable")
          .header("Retry-After", equalTo("2"));
    }
  }

  @Test
  void knowsNoAnswerThatWasNeverGiven() {
    problem(with(DemoKeys.READ).get("/api/v1/queries/q1"), 404, "answer-not-found");
  }

  @ParameterizedTest
  @MethodSource("segments")
  void letsReadKeyAskForSegments(String method, String path) {
    with(DemoKeys.READ)
        .request(method, path)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 400, 404));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Basic !!!",
        "Digest x",
        "",
        "Bearer RK_2222",
      })
  void refusesWhatIsNoKey(String authorization) {
    problem(
        given().header("Authorization", authorization).get("/api/v1/events"), 401, "unknown-key");
  }

  @Test
  void takesKeyAsUserNameOfBasic() {
    String credentials =
        Base64.getEncoder().encodeToString((DemoKeys.READ + ":").getBytes(StandardCharsets.UTF_8));
    problem(
        given().header("Authorization", "Basic " + credentials).get("/api/v1/events"),
        503,
        "engine-unavailable");
  }

  @Test
  void keyRevokedByAnotherProcessStopsWithinFiveSeconds() throws SQLException {
    String secret = "ak_" + "4".repeat(64);
    store(secret);
    with(secret).get("/api/v1/projects").then().statusCode(200);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement revoke =
            connection.prepareStatement(
                "UPDATE api_key SET revoked_at = now() WHERE key_hash = ?")) {
      revoke.setString(1, new ApiKey(secret).hash());
      assertThat(revoke.executeUpdate()).isEqualTo(1);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> with(secret).get("/api/v1/projects").then().statusCode(401));
  }

  @Test
  void refusesUnknownPathAndMethodAndContentType() {
    problem(with(DemoKeys.READ).get("/api/v1/nothing"), 404, "path-not-found");
    problem(with(DemoKeys.READ).delete("/api/v1/events"), 405, "method-not-allowed");
    problem(
        with(DemoKeys.READ).contentType("text/plain").body("{}").post("/api/v1/segmentation"),
        415,
        "unsupported-media-type");
    problem(
        given()
            .header("Authorization", "Bearer " + DemoKeys.READ)
            .accept("text/csv")
            .get("/api/v1/events"),
        406,
        "not-acceptable");
  }

  @Test
  void refusesBodyOverOneMegabyte() {
    problem(
        with(DemoKeys.READ).body(new byte[1024 * 1024 + 1]).post("/api/v1/segmentation"),
        413,
        "body-too-large");
  }

  @Test
  void refusesCompressedBody() {
    problem(
        with(DemoKeys.READ).header("Content-Encoding", "gzip").post("/api/v1/segmentation"),
        415,
        "unsupported-media-type");
  }

  @Test
  void isNotReadyWithoutEngineButAlive() {
    given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/started").then().statusCode(200);
  }

  @Test
  void answersCarryRequestIdAndNoForeignOriginIsLetIn() {
    given()
        .header("Origin", "https://elsewhere.example")
        .get("/api/v1/events")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Access-Control-Allow-Origin", org.hamcrest.Matchers.nullValue());
  }

  @Test
  void typeOfProblemLeadsToItsPage() {
    String page = request().get("/api/v1/events").jsonPath().getString("type");
    given().get(page).then().statusCode(200).body(containsString("`missing-key`, HTTP status 401"));
    problem(given().get("/problems/nothing"), 404, "path-not-found");
  }

  @Test
  void problemsAreCountedByCode() {
    request().get("/api/v1/events");
    assertThat(given().get("/q/metrics").asString())
        .contains("riffle_problems_total{code=\"missing-key\"}")
        .doesNotContain(DemoKeys.READ)
        .doesNotContain(DemoKeys.READ.substring(0, 11));
  }

  private void store(String secret) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO api_key (project_id, scope, key_hash, shown_prefix)
                SELECT id, 'admin', ?, ? FROM project WHERE name = ?
                """)) {
      ApiKey key = new ApiKey(secret);
      insert.setString(1, key.hash());
      insert.setString(2, key.shownPrefix());
      insert.setString(3, DemoKeys.PROJECT);
      insert.executeUpdate();
    }
  }

  private static Arguments split(String door) {
    return Arguments.of(
        door.substring(0, door.indexOf(' ')), door.substring(door.indexOf(' ') + 1));
  }

  /** The shortest one that this door answers. */
  private static String question(String path) {
    String question =
        switch (path.substring(path.lastIndexOf('/') + 1)) {
          case "segmentation" -> "{'events':['Export Started']}";
          case "funnel" -> "{'steps':['Export Started','Export Completed']}";
          case "paths" -> "{'anchor':'Export Started'}";
          case "estimate" -> "{'kind':'segmentation','question':{'events':['Export Started']}}";
          case "people" ->
              "{'kind':'segmentation','question':{'events':['Export Started']},'cell':{'series':'A'}}";
          default -> "{}";
        };
    return question.replace('\'', '"');
  }

  private static RequestSpecification request() {
    return given().contentType("application/json").body("{\"events\":[\"Export Started\"]}");
  }

  private static RequestSpecification with(String key) {
    return request().header("Authorization", "Bearer " + key);
  }

  private static ValidatableResponse problem(
      io.restassured.response.Response reply, int status, String code) {
    return ExpectedProblem.in(reply.then(), status, code);
  }
}
