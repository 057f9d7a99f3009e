package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved segments over the story of {@link StoryResource}: persons 1 and 4 tried to export. */
@QuarkusTest
@TestProfile(SegmentIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class SegmentIT {
  /** A profile of its own, so that no other class's engine is used. */
  public static final class Keys extends DemoKeys {}

  private static final String NEVER_COMPLETED =
      "{\"all\": [{\"did\": \"Export Started\", \"last\": \"30d\"}, {\"didNot\": \"Export"
          + " Completed\", \"last\": \"30d\"}]}";

  @Test
  void savedNamedInQuestionsChangedAndTakenAway() {
    post("", body("Tried, never completed!", NEVER_COMPLETED))
        .statusCode(201)
        .body("id", equalTo("tried-never-completed"))
        .body("version", equalTo(1))
        .body("population.all[0].did", equalTo("Export Started"));
    problem(post("", body("Tried, never completed!", NEVER_COMPLETED)), 409, "name-taken");

    get("/tried-never-completed/size")
        .statusCode(200)
        .body("persons", equalTo(1))
        .body("warnings.code", hasItem("too-small"));
    get("/tried-never-completed/members")
        .statusCode(200)
        .body("members", hasSize(1))
        .body("members[0].number", equalTo(4));
    get("/tried-never-completed/sizes?last=3d").statusCode(200).body("points", hasSize(3));
    ask("{\"events\": [\"Export Started\"], \"interval\": \"none\", \"segments\": [{\"segment\":"
            + " \"tried-never-completed\"}]}")
        .statusCode(200)
        .body("series[0].line.total.uniques", equalTo(1));

    problem(
        put("/tried-never-completed", changed("Tried", "{\"did\": \"Export Started\"}", 7)),
        409,
        "segment-conflict");
    put("/tried-never-completed", changed("Tried", "{\"did\": \"Export Started\"}", 1))
        .statusCode(200)
        .body("version", equalTo(2))
        .body("id", equalTo("tried-never-completed"));
    get("/tried-never-completed/size").body("persons", equalTo(2));
    get("/tried-never-completed/versions")
        .statusCode(200)
        .body("versions.name", equalTo(java.util.List.of("Tried, never completed!", "Tried")));

    post("", body("Others", "{\"not\": {\"inSegment\": \"tried-never-completed\"}}"))
        .statusCode(201);
    get("/overlaps?ids=others,tried-never-completed")
        .statusCode(200)
        .body("sizes.persons", equalTo(java.util.List.of(2, 2)))
        .body("pairs[0].persons", equalTo(0));
    problem(
            put("/tried-never-completed", changed("Tried", "{\"inSegment\": \"others\"}", 2)),
            409,
            "segment-conflict")
        .body("detail", containsString("defined by itself"));
    problem(delete("/tried-never-completed"), 409, "segment-conflict")
        .body("detail", containsString("others"));

    delete("/others").statusCode(204);
    delete("/tried-never-completed").statusCode(204);
    problem(get("/tried-never-completed"), 404, "segment-not-found");
    get("/tried-never-completed/versions").body("versions[2].deleted", equalTo(true));
    get("").statusCode(200).body("segments.id", not(hasItem("tried-never-completed")));
    problem(
        ask(
            "{\"events\": [\"Export Started\"], \"where\": {\"inSegment\":"
                + " \"tried-never-completed\"}}"),
        400,
        "unknown-segment");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"did\": \"Nothing Such\"}|/population/did|unknown-event",
        "{\"all\": [{\"property\": \"plam\", \"op\": \"isSet\"}]}|/population/all/0/property|unknown-property",
        "{\"inSegment\": \"nobody\"}|/population|unknown-segment",
        "{\"did\": 7}|/population/did|invalid-body"
      })
  void refusesWithAPointer(String population, String pointer, String code) {
    problem(post("", body("x", population)), 400, code).body("errors.pointer", hasItem(pointer));
  }

  @Test
  void aSnapshotStaysAsItWas() {
    post("", body("Exporters", "{\"did\": \"Export Started\"}")).statusCode(201);
    String instant = get("/exporters/size").extract().path("asOf");
    post("/exporters/snapshots", "{\"name\": \"Exporters kept\", \"asOf\": \"" + instant + "\"}")
        .statusCode(201)
        .body("id", equalTo("exporters-kept"))
        .body("population.users", equalTo(java.util.List.of("user \"1\"", "user \"4\"")))
        .body("description", containsString("The 2 persons who were in \"Exporters\""));

    put("/exporters", changed("Exporters", "{\"did\": \"Export Completed\"}", 1)).statusCode(200);
    get("/exporters/size").body("persons", equalTo(1));
    get("/exporters-kept/members").body("members.number", equalTo(java.util.List.of(1, 4)));
    ask("{\"events\": [\"Export Started\"], \"interval\": \"none\", \"segments\": [{\"segment\":"
            + " \"exporters-kept\"}]}")
        .body("series[0].line.total.uniques", equalTo(2));

    problem(post("/exporters/snapshots", "{\"name\": \"Exporters kept\"}"), 409, "name-taken");
    problem(
            post("/exporters/snapshots", "{\"name\": \"x\", \"asOf\": \"2020-01-01T00:00:00Z\"}"),
            409,
            "segment-conflict")
        .body("detail", containsString("Nobody was in it"));
    problem(
            post("/exporters/snapshots", "{\"name\": \"x\", \"asOf\": \"today\"}"),
            400,
            "invalid-body")
        .body("errors.pointer", hasItem("/asOf"));
    problem(post("/exporters/snapshots", "{}"), 400, "invalid-body")
        .body("errors.pointer", hasItem("/name"));
    problem(post("/nobody/snapshots", "{\"name\": \"x\"}"), 404, "segment-not-found");
    delete("/exporters").statusCode(204);
    delete("/exporters-kept").statusCode(204);
  }

  @Test
  void customersByRecencyFrequencyAndMoney() {
    String rfm = "{\"rfm\": \"Used Awesome Feature 1\", \"sum\": \"purchasedTier\"%s}";

    rfm("", rfm.formatted(""))
        .statusCode(200)
        .body("persons", equalTo(3))
        .body("classes.find { it.name == 'champions' }.persons", equalTo(2))
        .body("classes.find { it.name == 'potentialLoyalists' }.persons", equalTo(1));
    post("/preview/members?limit=1", rfm.formatted(", \"classes\": [\"champions\"]"))
        .statusCode(200)
        .body("persons", equalTo(2))
        .body("members.number", equalTo(java.util.List.of(1)))
        .body("next", equalTo(1));
    post("/preview/members?after=1", rfm.formatted(", \"classes\": [\"champions\"]"))
        .body("members.number", equalTo(java.util.List.of(3)));

    problem(rfm("", rfm.formatted(", \"recency\": [5]")), 400, "invalid-body")
        .body("errors.code", hasItem("contradiction"));
    problem(rfm("", "{\"did\": \"Export Started\"}"), 400, "invalid-body")
        .body("errors.pointer", hasItem("/rfm"));
    problem(rfm("", "{\"rfm\": \"Export Started\", \"sum\": \"tier\"}"), 400, "unknown-property")
        .body("errors.pointer", hasItem("/sum"));
    problem(rfm("?asOf=yesterday", rfm.formatted("")), 400, "invalid-parameter")
        .body("errors.pointer", hasItem("?asOf"));
  }

  private static ValidatableResponse rfm(String parameters, String body) {
    return admin()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/rfm" + parameters)
        .then();
  }

  @Test
  void readKeysAskAndDoNotWrite() {
    given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .contentType("application/json")
        .body(body("x", NEVER_COMPLETED))
        .post("/api/v1/segments")
        .then()
        .statusCode(403);
    given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .contentType("application/json")
        .body(NEVER_COMPLETED)
        .post("/api/v1/segments/preview")
        .then()
        .statusCode(200)
        .body("persons", equalTo(1));
  }

  private static String body(String name, String population) {
    return "{\"name\": \"%s\", \"owner\": \"Growth\", \"population\": %s}"
        .formatted(name, population);
  }

  private static String changed(String name, String population, int version) {
    return "{\"name\": \"%s\", \"population\": %s, \"version\": %d}"
        .formatted(name, population, version);
  }

  private static ValidatableResponse get(String what) {
    return admin().get("/api/v1/segments" + what).then();
  }

  private static ValidatableResponse post(String what, String body) {
    return admin()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/segments" + what)
        .then();
  }

  private static ValidatableResponse put(String what, String body) {
    return admin().contentType("application/json").body(body).put("/api/v1/segments" + what).then();
  }

  private static ValidatableResponse delete(String what) {
    return admin().delete("/api/v1/segments" + what).then();
  }

  private static ValidatableResponse ask(String question) {
    return admin()
        .contentType("application/json")
        .body(question)
        .post("/api/v1/segmentation")
        .then();
  }

  private static io.restassured.specification.RequestSpecification admin() {
    return given().header("Authorization", "Bearer " + DemoKeys.ADMIN);
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String code) {
    return ExpectedProblem.in(reply, status, code);
  }
}
