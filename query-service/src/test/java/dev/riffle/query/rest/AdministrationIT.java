package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
class AdministrationIT {
  @Test
  void makesProjectWithItsOwnDays() {
    String name = "shop " + UUID.randomUUID();
    int id =
        post("/api/v1/projects", Map.of("name", name, "timeZone", "Europe/Budapest"))
            .statusCode(201)
            .header("Location", matchesPattern(".*/api/v1/projects/[0-9]+"))
            .body("name", equalTo(name))
            .body("timeZone", equalTo("Europe/Budapest"))
            .body("weekStart", equalTo("monday"))
            .extract()
            .path("id");

    patch("/api/v1/projects/" + id, Map.of("weekStart", "sunday"))
        .statusCode(200)
        .body("weekStart", equalTo("sunday"))
        .body("timeZone", equalTo("Europe/Budapest"));
    get("/api/v1/projects/" + id, DemoKeys.ADMIN)
        .statusCode(200)
        .body("weekStart", equalTo("sunday"));
    get("/api/v1/projects", DemoKeys.ADMIN).statusCode(200).body("projects.id", hasItem(id));
  }

  @Test
  void refusesSecondProjectOfTheSameName() {
    problem(post("/api/v1/projects", Map.of("name", DemoKeys.PROJECT)), 409, "name-taken");
  }

  @Test
  void ofManyWhoMakeProjectOfOneNameAtOnceOneDoes() {
    String name = "shop " + UUID.randomUUID();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        senders.execute(() ->
            statuses.add(post("/api/v1/projects", Map.of("name", name)).extract().statusCode()));
      }
    }

    assertThat(statuses).hasSize(20).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  void refusesTextsThatCannotBeStored() {
    problem(post("/api/v1/projects", Map.of("name", "a\u0000b")), 400, "invalid-body");
    problem(
        post(
            "/api/v1/projects/" + newProject() + "/keys",
            Map.of("scope", "read", "label", "a\u0000b")),
        400,
        "invalid-body");
  }

  @Test
  void showsNewKeyOnceAndNeverAgain() {
    int project = newProject();
    String keys = "/api/v1/projects/" + project + "/keys";
    ValidatableResponse made =
        post(keys, Map.of("scope", "read", "label", "dashboard"))
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .body("key", matchesPattern("rk_[0-9a-f]{64}"))
            .body("scope", equalTo("read"))
            .body("reach", equalTo("project"))
            .body("label", equalTo("dashboard"));
    String secret = made.extract().path("key");

    get(keys, DemoKeys.ADMIN)
        .statusCode(200)
        .body("keys", hasSize(1))
        .body("keys[0].shownPrefix", equalTo(secret.substring(0, 11)))
        .body("keys[0].key", nullValue());
    String listed = get(keys, DemoKeys.ADMIN).extract().asString();
    org.assertj.core.api.Assertions.assertThat(listed).doesNotContain(secret.substring(11));
  }

  @Test
  void revokedKeyOpensNothing() {
    int project = newProject();
    String admin = newKey(project, "admin");
    get("/api/v1/projects/" + project, admin).statusCode(200);

    int keyId =
        get("/api/v1/projects/" + project + "/keys", DemoKeys.ADMIN).extract().path("keys[0].id");
    delete("/api/v1/projects/" + project + "/keys/" + keyId, DemoKeys.ADMIN).statusCode(204);

    problem(get("/api/v1/projects/" + project, admin), 401, "unknown-key");
    get("/api/v1/projects/" + project + "/keys", DemoKeys.ADMIN)
        .body("keys[0].revokedAt", not(nullValue()));
  }

  @Test
  void keyDoesNotRevokeItself() {
    int project = newProject();
    String admin = newKey(project, "admin");
    int keyId = get("/api/v1/projects/" + project + "/keys", admin).extract().path("keys[0].id");
    problem(delete("/api/v1/projects/" + project + "/keys/" + keyId, admin), 409, "key-in-use");
  }

  @Test
  void adminKeyOfOneProjectSeesNoOther() {
    int mine = newProject();
    int foreign = newProject();
    String admin = newKey(mine, "admin");
    newKey(foreign, "read");
    int foreignKey =
        get("/api/v1/projects/" + foreign + "/keys", DemoKeys.ADMIN).extract().path("keys[0].id");

    get("/api/v1/projects", admin).body("projects.id", equalTo(java.util.List.of(mine)));
    String path = "/api/v1/projects/" + foreign;
    problem(get(path, admin), 404, "project-not-found");
    problem(get(path + "/keys", admin), 404, "project-not-found");
    problem(send("PATCH", path, admin, Map.of("weekStart", "sunday")), 404, "project-not-found");
    problem(send("POST", path + "/keys", admin, Map.of("scope", "read")), 404, "project-not-found");
    problem(delete(path + "/keys/" + foreignKey, admin), 404, "project-not-found");
    problem(
        delete("/api/v1/projects/" + mine + "/keys/" + foreignKey, admin), 404, "key-not-found");
    problem(send("POST", "/api/v1/projects", admin, Map.of("name", "x")), 403, "key-lacks-scope");
    problem(
        send(
            "POST",
            "/api/v1/projects/" + mine + "/keys",
            admin,
            Map.of("scope", "admin", "reach", "installation")),
        403,
        "key-lacks-scope");
  }

  @Test
  void projectAdminCannotRevokeInstallationKey() {
    int demo =
        get("/api/v1/projects", DemoKeys.ADMIN)
            .extract()
            .path("projects.find { it.name == '" + DemoKeys.PROJECT + "' }.id");
    String keys = "/api/v1/projects/" + demo + "/keys";
    String admin = newKey(demo, "admin");
    int installationKey =
        get(keys, DemoKeys.ADMIN).extract().path("keys.find { it.reach == 'installation' }.id");
    problem(delete(keys + "/" + installationKey, admin), 403, "key-lacks-scope");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a\",\"nam\":\"b\"}|invalid-body|/nam",
        "{\"name\":1}|invalid-body|/name",
        "{}|invalid-body|/name",
        "{\"name\":null}|invalid-body|/name",
        "{\"name\":\"  \"}|invalid-body|/name",
        "{\"name\":\"a\",\"weekStart\":\"someday\"}|invalid-body|/weekStart",
        "{\"name\":\"a\",\"weekStart\":[\"monday\"]}|invalid-body|/weekStart",
        "{\"name\":\"a\",\"timeZone\":\"Mars/Olympus\"}|unknown-time-zone|/timeZone",
        "{\"name\":\"a\",\"timeZone\":\"+02:00\"}|unknown-time-zone|/timeZone",
        "[]|invalid-body|``",
      })
  void refusesWrongFieldWithPointer(String body, String code, String pointer) {
    problem(raw(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 400, code)
        .body("errors", hasSize(1))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|1",
        "``|1",
        "{\"name\":\"a\"} x|1",
        "{\"name\":\"a\",\"name\":\"b\"}|1",
        "{\"name\":NaN}|1",
        "{name:\"a\"}|1",
      })
  void refusesWhatIsNotJson(String body, int line) {
    problem(raw(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 400, "malformed-json");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    problem(
        raw(new byte[] {'{', '"', 'n', (byte) 0xff, '"', ':', '1', '}'}), 400, "malformed-json");
  }

  @Test
  void aKeyExpiresInTheFutureAndWithinAHundredYears() {
    String keys = "/api/v1/projects/" + newProject() + "/keys";
    Instant now = Instant.now();

    post(keys, Map.of("scope", "read", "expiresAt", now.plus(Duration.ofDays(36_500)).toString()))
        .statusCode(201);
    for (String wrong :
        List.of(
            now.minusSeconds(1).toString(),
            now.plus(Duration.ofDays(36_600)).toString(),
            Instant.MAX.toString())) {
      problem(post(keys, Map.of("scope", "read", "expiresAt", wrong)), 400, "invalid-body")
          .body("errors.pointer", equalTo(List.of("/expiresAt")))
          .body("errors.code", equalTo(List.of("out-of-bounds")));
    }
  }

  @Test
  void refusesDeepNesting() {
    String deep = "{\"name\":" + "[".repeat(2000) + "]".repeat(2000) + "}";
    problem(raw(deep.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 400, "malformed-json");
  }

  private static int newProject() {
    return post("/api/v1/projects", Map.of("name", "project " + UUID.randomUUID()))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String newKey(int project, String scope) {
    return post("/api/v1/projects/" + project + "/keys", Map.of("scope", scope))
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static ValidatableResponse raw(byte[] body) {
    return given()
        .auth()
        .preemptive()
        .oauth2(DemoKeys.ADMIN)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/projects")
        .then();
  }

  private static ValidatableResponse get(String path, String key) {
    return given().auth().preemptive().oauth2(key).get(path).then();
  }

  private static ValidatableResponse delete(String path, String key) {
    return given().auth().preemptive().oauth2(key).delete(path).then();
  }

  private static ValidatableResponse post(String path, Map<String, String> body) {
    return send("POST", path, DemoKeys.ADMIN, body);
  }

  private static ValidatableResponse patch(String path, Map<String, String> body) {
    return send("PATCH", path, DemoKeys.ADMIN, body);
  }

  private static ValidatableResponse send(
      String method, String path, String key, Map<String, String> body) {
    return given()
        .auth()
        .preemptive()
        .oauth2(key)
        .contentType(ContentType.JSON)
        .body(body)
        .request(method, path)
        .then();
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String code) {
    return ExpectedProblem.in(reply, status, code);
  }
}
