package dev.riffle.query.rest;

import static dev.riffle.query.rest.ExpectedProblem.in;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Signing in on the page, and what its cookie is worth. */
@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
class SessionIT {
  private static final String HEADER = "X-Riffle-Page";

  @Test
  void aReadKeyOpensASessionThatScriptsCannotRead() {
    Cookie cookie =
        signIn(DemoKeys.READ)
            .post("/api/v1/session")
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("project.name", equalTo(DemoKeys.PROJECT))
            .body("project.timeZone", equalTo("UTC"))
            .body("scope", equalTo("read"))
            .body("reach", equalTo("project"))
            .extract()
            .detailedCookie("riffle_session");

    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Strict");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.isSecured()).isFalse();
    assertThat(cookie.getMaxAge()).isEqualTo(30 * 24 * 3600);
  }

  @Test
  void theCookieCountsOnlyBesideTheHeaderOfThePage() {
    given()
        .cookie("riffle_session", DemoKeys.ADMIN)
        .header(HEADER, "1")
        .get("/api/v1/projects")
        .then()
        .statusCode(200);

    in(
        given().cookie("riffle_session", DemoKeys.ADMIN).get("/api/v1/projects").then(),
        401,
        "missing-key");
    in(
        given()
            .cookie("riffle_session", DemoKeys.ADMIN)
            .contentType(ContentType.JSON)
            .body("{\"name\":\"forged\"}")
            .post("/api/v1/projects")
            .then(),
        401,
        "missing-key");
  }

  @Test
  void aSessionMayWhatItsKeyMay() {
    in(
        given()
            .cookie("riffle_session", DemoKeys.READ)
            .header(HEADER, "1")
            .get("/api/v1/projects")
            .then(),
        403,
        "key-lacks-scope");
  }

  @Test
  void aKeyInTheHeaderComesBeforeTheCookie() {
    given()
        .cookie("riffle_session", DemoKeys.ADMIN)
        .header(HEADER, "1")
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .get("/api/v1/session")
        .then()
        .statusCode(200)
        .body("scope", equalTo("read"));
  }

  @Test
  void otherKeysOpenNothing() {
    in(signIn(DemoKeys.WRITE).post("/api/v1/session").then(), 403, "key-lacks-scope");
    in(signIn("rk_" + "44".repeat(32)).post("/api/v1/session").then(), 401, "unknown-key");
    in(signIn("nonsense").post("/api/v1/session").then(), 401, "unknown-key");
    in(
        given()
            .cookie("riffle_session", "nonsense")
            .header(HEADER, "1")
            .get("/api/v1/session")
            .then(),
        401,
        "unknown-key");
  }

  @Test
  void aFormOfAnotherSiteCannotSignAnybodyIn() {
    in(
        given()
            .contentType(ContentType.TEXT)
            .body("{\"key\":\"" + DemoKeys.READ + "\"}")
            .post("/api/v1/session")
            .then(),
        415,
        "unsupported-media-type");
  }

  @Test
  void signingOutTakesTheCookieAway() {
    given()
        .delete("/api/v1/session")
        .then()
        .statusCode(204)
        .cookie("riffle_session", equalTo(""))
        .header("Set-Cookie", containsString("Max-Age=0"));
  }

  private static RequestSpecification signIn(String key) {
    return given().contentType(ContentType.JSON).body("{\"key\":\"" + key + "\"}");
  }
}
