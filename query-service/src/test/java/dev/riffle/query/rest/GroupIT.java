package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single groups by HTTP, over the story of {@link IdentityStoryResource}. */
@QuarkusTest
@TestProfile(AliasIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = IdentityStoryResource.class, restrictToAnnotatedClass = true)
class GroupIT {
  @Test
  void showsPropertiesMembersAndWhatTheyDid() {
    get("/api/v1/groups/company/acme")
        .statusCode(200)
        .body("type", equalTo("company"))
        .body("id", equalTo("acme"))
        .body("firstSeen", equalTo("2026-11-02T11:00:00Z"))
        .body("lastSeen", equalTo("2026-11-05T11:00:00Z"))
        // Dora, also where her laptop's row is not rewritten yet, and Evan; not who spoke for the
        // group
        .body("members", equalTo(2))
        .body("events", equalTo(2))
        .body("properties", equalTo(Map.of("plan", "premium", "since", "2020", "seats", 5)))
        .body("recent.event", contains("Grouped", "Grouped"))
        .body("recent.time", contains("2026-11-05T11:00:00Z", "2026-11-02T11:00:00Z"))
        .body("recent.person.id", contains("evan", "dora"));
  }

  @Test
  void showsOnlyAsManyEventsAsWereAskedFor() {
    get("/api/v1/groups/company/acme?limit=1")
        .statusCode(200)
        .body("recent.person.id", contains("evan"));
  }

  @Test
  void knowsGroupsThatHaveNoPropertiesOrWereNeverDescribed() {
    get("/api/v1/groups/company/initech")
        .statusCode(200)
        .body("properties", equalTo(Map.of()))
        .body("members", equalTo(1));
    get("/api/v1/groups/team/acme")
        .statusCode(200)
        .body("recent", empty())
        .body("members", equalTo(1));
    get("/api/v1/groups/team/7").statusCode(200).body("recent.person.id", contains("fay"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/groups/company/Acme",
    "/api/v1/groups/Company/acme",
    "/api/v1/groups/company/nobody",
  })
  void saysWhenThereIsNoSuchGroup(String path) {
    ExpectedProblem.in(get(path), 404, "group-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/groups/company/acme?limit=0, ?limit",
    "/api/v1/groups/company/acme?limit=1001, ?limit",
    "/api/v1/groups/company/acme?kind=user, ?kind",
  })
  void refusesBadParameterByName(String path, String pointer) {
    ExpectedProblem.in(get(path), 400, "invalid-parameter")
        .body("errors.pointer", hasItem(pointer));
  }

  private static ValidatableResponse get(String path) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .get(path)
        .then();
  }
}
