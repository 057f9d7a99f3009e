package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is who by declaration, over the story of {@link IdentityStoryResource}. */
@QuarkusTest
@TestProfile(AliasIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = IdentityStoryResource.class, restrictToAnnotatedClass = true)
class AliasIT {
  /** A profile of its own, so that no other class's engine is used. */
  public static final class Keys extends DemoKeys {}

  @Test
  void listsAliasesOfSdks() {
    aliases()
        .body("aliases.find { it.source == 'sdk' }.previousId", equalTo("bobby"))
        .body("aliases.find { it.source == 'sdk' }.userId", equalTo("bob"))
        .body("aliases.find { it.source == 'sdk' }.at", equalTo("2026-11-01T12:00:00Z"));
  }

  @Test
  void previewTellsWhatWouldChangeAndChangesNothing() {
    preview("cyd", "ann")
        .statusCode(200)
        .body("allowed", equalTo(true))
        .body("personsChanged", equalTo(2))
        .body("eventsMoved", equalTo(1))
        .body("persons.find { it.id == 'ann' }.events", equalTo(4))
        .body("persons.find { it.id == 'ann' }.devices", equalTo(1))
        .body("persons.find { it.id == 'ann' }.firstEvent", equalTo("2026-11-01T10:00:00Z"));
    preview("tablet", "ann").body("eventsMoved", equalTo(2));
    // a device that has a user keeps its history
    preview("phone", "cyd").body("eventsMoved", equalTo(0)).body("personsChanged", equalTo(0));
    preview("bobby", "ann")
        .statusCode(200)
        .body("allowed", equalTo(false))
        .body("refusal", containsString("\"bobby\" is \"bob\" already"));
  }

  @Test
  void mergesUndoesAndRemembersWhoWhenAndWhy() {
    order("", "cyd", "ann", "same customer").statusCode(201).body("action", equalTo("merge"));

    aliases()
        .body("aliases.find { it.previousId == 'cyd' }.state", equalTo("accepted"))
        .body("aliases.find { it.previousId == 'cyd' }.reason", equalTo("same customer"))
        .body("aliases.find { it.previousId == 'cyd' }.orderedBy", equalTo(3));
    problem(order("", "cyd", "bob", "no"), 409, "alias-conflict");
    problem(order("", "ann", "bob", "no"), 409, "alias-conflict")
        .body("detail", containsString("has taken over [cyd]"));
    problem(order("", "tablet", "cyd", "no"), 409, "alias-conflict")
        .body("detail", containsString("name that one"));

    order("/undo", "cyd", "ann", "father and son").statusCode(201).body("action", equalTo("undo"));

    aliases()
        .body(
            "aliases.findAll { it.previousId == 'cyd' }.state",
            equalTo(java.util.List.of("inForce", "undone")));
    problem(order("/undo", "cyd", "ann", "again"), 409, "alias-conflict");
  }

  @ParameterizedTest
  @CsvSource({"nobody, ann, /previousId", "cyd, nobody, /userId", "cyd, tablet, /userId"})
  void refusesUnknownIds(String previousId, String userId, String pointer) {
    problem(order("", previousId, userId, "typo"), 404, "person-not-found")
        .body("errors.pointer", hasItem(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"previousId\":\"cyd\",\"userId\":\"ann\"}|/reason",
        "{\"previousId\":\"cyd\",\"userId\":\"ann\",\"reason\":\" \"}|/reason",
        "{\"previousId\":\"\",\"userId\":\"ann\",\"reason\":\"x\"}|/previousId",
        "{\"previousId\":\"cyd\",\"userId\":7,\"reason\":\"x\"}|/userId",
        "{\"previousId\":\"cyd\",\"userId\":\"ann\",\"reason\":\"x\",\"force\":true}|/force",
      })
  void refusesWrongFieldWithPointer(String body, String pointer) {
    problem(post("", body), 400, "invalid-body")
        .body("errors", hasSize(1))
        .body("errors[0].pointer", equalTo(pointer));
  }

  private static ValidatableResponse aliases() {
    return admin().get("/api/v1/aliases").then().statusCode(200);
  }

  private static ValidatableResponse preview(String previousId, String userId) {
    return admin()
        .queryParams(Map.of("previousId", previousId, "userId", userId))
        .get("/api/v1/aliases/preview")
        .then();
  }

  private static ValidatableResponse order(
      String what, String previousId, String userId, String reason) {
    return post(
        what,
        """
        {"previousId": "%s", "userId": "%s", "reason": "%s"}
        """
            .formatted(previousId, userId, reason));
  }

  private static ValidatableResponse post(String what, String body) {
    return admin().contentType("application/json").body(body).post("/api/v1/aliases" + what).then();
  }

  private static io.restassured.specification.RequestSpecification admin() {
    return given().header("Authorization", "Bearer " + DemoKeys.ADMIN);
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String code) {
    return ExpectedProblem.in(reply, status, code);
  }
}
