package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single persons by HTTP, over the story of {@link IdentityStoryResource}. */
@QuarkusTest
@TestProfile(AliasIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = IdentityStoryResource.class, restrictToAnnotatedClass = true)
class PersonIT {
  @Test
  void showsPropertiesOverTimeDevicesAndTimes() {
    get("/api/v1/persons/ann")
        .statusCode(200)
        .body("kind", equalTo("user"))
        .body("id", equalTo("ann"))
        .body("firstSeen", equalTo("2026-11-01T10:00:00Z"))
        .body("lastSeen", equalTo("2026-11-05T10:00:00Z"))
        // one of them is still under the device's number
        .body("events", equalTo(4))
        .body("aliases", empty())
        .body("devices.id", contains("phone"))
        .body("devices[0].firstSeen", equalTo("2026-11-01T10:00:00Z"))
        .body("devices[0].lastSeen", equalTo("2026-11-05T10:00:00Z"))
        .body("properties.plan", equalTo("premium"))
        .body("properties.visits", equalTo(2))
        .body("changes.property", contains("plan", "plan", "visits", "visits"))
        .body("changes.value", contains("premium", "free", 2, 1))
        .body("changes[0].at", equalTo("2026-11-05T10:00:00Z"));
  }

  @Test
  void deviceOfAUserIsThatUser() {
    get("/api/v1/persons/phone?kind=device").statusCode(200).body("id", equalTo("ann"));
    get("/api/v1/persons/tablet?kind=device")
        .statusCode(200)
        .body("kind", equalTo("device"))
        .body("id", equalTo("tablet"))
        .body("devices.id", contains("tablet"))
        .body("events", equalTo(2));
  }

  @Test
  void aliasedUserIsTheOtherOne() {
    get("/api/v1/persons/bobby")
        .statusCode(200)
        .body("id", equalTo("bob"))
        .body("aliases", contains("bobby"))
        .body("events", equalTo(2));
  }

  @Test
  void showsEventsNewestFirstPageByPage() {
    ValidatableResponse first =
        get("/api/v1/persons/ann/events?limit=3")
            .statusCode(200)
            .body("events.event", contains("Opened", "Signed In", "Opened"))
            .body("events[0].time", equalTo("2026-11-05T10:00:00Z"))
            .body("events[0].userProperties.plan", equalTo("premium"))
            .body("events[1].userProperties.plan", equalTo("free"))
            .body("events[2].device", equalTo("phone"));
    String next = first.extract().path("next");
    get("/api/v1/persons/ann/events?limit=3&cursor=" + next)
        .statusCode(200)
        .body("events", hasSize(1))
        .body("events[0].time", equalTo("2026-11-01T10:00:00Z"))
        .body("events[0].properties.where", equalTo("home"))
        .body("next", nullValue());
  }

  @Test
  void showsOnlyEventsOfAName() {
    get("/api/v1/persons/ann/events?event=Signed%20In")
        .statusCode(200)
        .body("events.event", contains("Signed In"));
    get("/api/v1/persons/ann/events?event=Never").statusCode(200).body("events", empty());
  }

  @Test
  void findsIdsByTheirBeginning() {
    get("/api/v1/persons?search=bob")
        .statusCode(200)
        .body("ids.id", contains("bob", "bobby"))
        .body("ids[0].kind", equalTo("user"));
    get("/api/v1/persons?search=Bob").statusCode(200).body("ids", empty());
    get("/api/v1/persons?limit=1").statusCode(200).body("ids.id", contains("ann"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/persons/Ann",
    "/api/v1/persons/phone",
    "/api/v1/persons/ann?kind=device",
    "/api/v1/persons/nobody/events",
  })
  void saysWhenThereIsNoSuchPerson(String path) {
    ExpectedProblem.in(get(path), 404, "person-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/persons/ann?kind=group, ?kind",
    "/api/v1/persons/ann?full=true, ?full",
    "/api/v1/persons/ann/events?cursor=x, ?cursor",
    "/api/v1/persons/ann/events?limit=0, ?limit",
    "/api/v1/persons?limit=1001, ?limit",
  })
  void refusesBadParameterByName(String path, String pointer) {
    ExpectedProblem.in(get(path), 400, "invalid-parameter")
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void neverShowsAnotherProject() {
    assertThat(get("/api/v1/persons/ann").extract().asString()).doesNotContain("foreign");
    get("/api/v1/persons/ann").body("properties.values()", not(hasItem("foreign")));
  }

  private static ValidatableResponse get(String path) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .get(path)
        .then();
  }
}
