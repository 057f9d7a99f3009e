package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a question would cost, over HTTP. */
@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class EstimateIT {
  @Test
  void saysTheStatementsAndTheirTables() {
    estimate("{'kind':'segmentation','question':{'events':['Export Started'],'last':'30d'}}")
        .statusCode(200)
        .body("statements", equalTo(1))
        .body("statementsAtMost", equalTo(1))
        .body("rows", greaterThan(0))
        .body("tables.table", equalTo(List.of("events")))
        .body("tables[0].parts", greaterThan(0));
  }

  @Test
  void aBreakdownMayTakeMore() {
    ValidatableResponse reply =
        estimate(
            "{'kind':'segmentation','question':{'events':['Export Started','Export Completed'],"
                + "'last':'30d','groupBy':[{'property':'plan','of':'user'}]}}");
    int rows = reply.statusCode(200).extract().path("rows");
    reply
        .body("statements", equalTo(2))
        .body("statementsAtMost", equalTo(6))
        .body("rowsAtMost", equalTo(3 * rows));
  }

  @Test
  void faultsPointIntoTheQuestion() {
    ExpectedProblem.in(
            estimate("{'kind':'segmentation','question':{'events':['No Such Event']}}"),
            400,
            "unknown-event")
        .body("errors.pointer", hasItem("/question/events/0/event"));
    ExpectedProblem.in(estimate("{'kind':'guess','question':{},'x':1}"), 400, "invalid-body")
        .body("errors.pointer", equalTo(List.of("/x", "/kind")));
  }

  private static ValidatableResponse estimate(String body) {
    return given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post("/api/v1/queries/estimate")
        .then();
  }
}
