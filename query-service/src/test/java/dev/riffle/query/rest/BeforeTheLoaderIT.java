package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.riffle.testing.ClickHouseResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** A fresh installation whose loader has not made the tables yet: come again, do not complain. */
@QuarkusTest
@TestProfile(BeforeTheLoaderIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(
    value = ClickHouseResource.class,
    initArgs = @ResourceArg(name = "user", value = "reader"),
    restrictToAnnotatedClass = true)
class BeforeTheLoaderIT {
  /** A profile of its own, so that no other class's engine is used. */
  public static final class Keys extends DemoKeys {}

  @Test
  void isNotReady() {
    given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
  }

  @Test
  void questionsAreToldToComeAgain() {
    unavailable(
        given()
            .header("Authorization", "Bearer " + DemoKeys.READ)
            .contentType("application/json")
            .body("{\"events\": [\"Signed Up\"], \"last\": \"7d\"}")
            .post("/api/v1/segmentation")
            .then());
    unavailable(get("/api/v1/feature-usage?by=plan"));
  }

  @Test
  void pickersAreToldToComeAgain() {
    unavailable(get("/api/v1/events"));
  }

  private static ValidatableResponse get(String path) {
    return given().header("Authorization", "Bearer " + DemoKeys.READ).get(path).then();
  }

  private static void unavailable(ValidatableResponse response) {
    response
        .statusCode(503)
        .header("Retry-After", equalTo("2"))
        .body("type", containsString("engine-unavailable"));
  }
}
