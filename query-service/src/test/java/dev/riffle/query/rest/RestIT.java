package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions by HTTP over a real engine: the story's answers, every bad input, no other project. */
@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class RestIT {
  @Test
  void isReady() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void countsPersonWhoUpgradesInBothPlans() {
    ask("""
    {"events": ["Used Awesome Feature 1"], "measures": ["uniques", "totals"], "last": "30d",
     "interval": "none", "groupBy": [{"property": "plan", "of": "user"}]}
    """)
        .statusCode(200)
        .body("series[0].line.total.uniques", equalTo(3))
        .body("series[0].line.total.totals", equalTo(5))
        .body("series[0].groups.find { it.label == 'premium' }.line.total.uniques", equalTo(2))
        .body("series[0].groups.find { it.label == 'premium' }.line.total.totals", equalTo(3))
        .body("series[0].groups.find { it.label == 'free' }.line.total.uniques", equalTo(2))
        .body("series[0].groups.find { it.label == 'free' }.line.total.totals", equalTo(2))
        .body("meta.exact", equalTo(true));
  }

  @Test
  void tellsFeatureUsageByPlan() {
    get("/api/v1/feature-usage?by=plan&last=30d")
        .statusCode(200)
        .body("by", equalTo("plan"))
        .body("activeUsers", equalTo(4))
        .body("segments.label", org.hamcrest.Matchers.containsInAnyOrder("free", "premium"))
        .body("features.find { it.event == 'Used Awesome Feature 1' }.users", equalTo(3))
        .body("features.find { it.event == 'Used Awesome Feature 1' }.totals", equalTo(5));
  }

  @Test
  void tellsFeatureUsageOfTheEventsThatMeetACondition() {
    given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .queryParam("by", "plan")
        .queryParam(
            "where",
            "{\"property\": \"plan\", \"of\": \"user\", \"op\": \"is\", \"values\":"
                + " [\"premium\"]}")
        .get("/api/v1/feature-usage")
        .then()
        .statusCode(200)
        .body("segments.label", equalTo(List.of("premium")));
    ExpectedProblem.in(
            given()
                .header("Authorization", "Bearer " + DemoKeys.READ)
                .queryParam("by", "plan")
                .queryParam("where", "{\"inSegment\": \"nobody-knows\"}")
                .get("/api/v1/feature-usage")
                .then(),
            400,
            "unknown-segment")
        .body("errors.pointer", equalTo(List.of("/where/inSegment")));
  }

  @Test
  void tellsFeatureUsageOfSegments() {
    String premium =
        "{\"property\": \"plan\", \"of\": \"user\", \"op\": \"is\", \"values\": [\"premium\"]}";
    given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .queryParam(
            "segments",
            "[{\"name\": \"Paying\", \"where\": " + premium + "}, {\"name\": \"Everybody\"}]")
        .get("/api/v1/feature-usage")
        .then()
        .statusCode(200)
        .body("by", equalTo(null))
        .body("segments.segment", equalTo(List.of("Paying", "Everybody")))
        .body("segments.label", equalTo(List.of("Paying", "Everybody")))
        .body("segments[1].activeUsers", equalTo(4))
        .body("features.find { it.event == 'Used Awesome Feature 1' }.cells[1].totals", equalTo(5));
  }

  @Test
  void tellsFeatureUsageWithItsVerdict() {
    get("/api/v1/feature-usage?by=plan&last=30d")
        .statusCode(200)
        .body("features[0].cells[0].comparison.verdict", equalTo("insufficient data"))
        .body("features[0].cells[0].comparison.sentence", containsString("the rest"));
  }

  @Test
  void explainsAnAnswerAfterwardsToItsProjectOnly() {
    // a question of this test alone: of one that was asked before, nothing is read again
    String id = get("/api/v1/feature-usage?by=plan&last=30d&top=17").extract().path("meta.queryId");

    get("/api/v1/queries/" + id)
        .statusCode(200)
        .body("kind", equalTo("featureUsage"))
        .body("question.by", equalTo("plan"))
        .body("question.last", equalTo("30d"))
        .body("definition", containsString("user property"))
        .body("sql.size()", equalTo(3))
        .body("sql[1].text", containsString("project = {p"))
        .body("rowsRead", org.hamcrest.Matchers.greaterThan(0));
    problem(get("/api/v1/queries/none-of-ours"), 404, "answer-not-found");
    Response foreign =
        given().header("Authorization", "Bearer " + foreignKey()).get("/api/v1/queries/" + id);
    assertThat(foreign.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "segmentation, '{\"events\": [\"Export Started\"]}'",
    "funnel, '{\"steps\": [\"Export Started\", \"Export Completed\"]}'",
    "paths, '{\"anchor\": \"Export Started\"}'",
    "retention, {}",
    "lifecycle, {}",
    "stickiness, {}",
    "sessions, {}",
    "revenue, '{\"property\": \"purchasedTier\"}'"
  })
  void explainsEveryKindAfterwards(String kind, String question) {
    String id = ask(kind, question).statusCode(200).extract().path("meta.queryId");

    get("/api/v1/queries/" + id).statusCode(200).body("kind", equalTo(kind));
  }

  /** Each with a number of its answer that is not 0. */
  static Stream<Arguments> examples() throws IOException {
    JsonNode examples =
        new ObjectMapper().readTree(RestIT.class.getResourceAsStream("/openapi/examples.json"));
    return Map.of(
            "segmentation", "series[0].line.total.size()",
            "retention", "lines[0].all.persons",
            "lifecycle", "lines[0].points.sum { it.'new' }",
            "funnel", "segments[0].line.steps.size()",
            "paths", "nodes.size()",
            "stickiness", "lines[0].points.sum { it.atLeast[0] }")
        .entrySet()
        .stream()
        .flatMap(kind ->
            StreamSupport.stream(examples.get(kind.getKey()).spliterator(), false)
                .map(example -> Arguments.of(kind.getKey(), example.toString(), kind.getValue())));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void answersExamplesOfTheDocument(String kind, String question, String number) {
    ask(kind, question).statusCode(200).body(number, org.hamcrest.Matchers.greaterThan(0));
  }

  @Test
  void refusesDaysOfADayAndUnknownActivity() {
    problem(ask("stickiness", "{\"unit\":\"day\"}"), 400, "invalid-body")
        .body("errors.pointer", hasItem("/unit"));
    problem(ask("lifecycle", "{\"event\":\"Export Start\"}"), 400, "unknown-event")
        .body("errors.pointer", hasItem("/event/event"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"startEvent\":\"Export Start\"}|unknown-event|/startEvent/event",
        "{\"returnEvent\":{\"where\":{\"property\":\"nope\",\"op\":\"isSet\"}}}|unknown-property|/returnEvent/where/property",
        "{\"unit\":\"hour\"}|invalid-body|/unit",
        "{\"periods\":0}|invalid-body|/periods",
        "{\"periods\":366}|invalid-body|/periods",
        "{\"unit\":\"week\",\"periods\":105}|invalid-body|/periods",
        "{\"brackets\":[{\"from\":2,\"to\":1}]}|range-reversed|/brackets/0/to",
        "{\"brackets\":[{\"from\":0,\"to\":1},{\"from\":1,\"to\":2}]}|invalid-body|/brackets/1/from",
        "{\"brackets\":[{\"from\":0,\"to\":1}],\"periods\":3}|invalid-body|/brackets",
        "{\"brackets\":[{\"from\":0,\"to\":1}],\"returned\":\"onOrAfter\"}|invalid-body|/brackets",
        "{\"starts\":\"first\"}|invalid-body|/starts",
        "{\"groupBy\":[{\"property\":\"plan\"},{\"property\":\"plan\"}]}|invalid-body|/groupBy/1",
        "{\"groupBy\":[{\"segment\":\"nobody\"}]}|unknown-segment|/groupBy/0/segment",
      })
  void refusesBadRetentionWithPointer(String body, String code, String pointer) {
    problem(ask("retention", body), 400, code).body("errors.pointer", hasItem(pointer));
  }

  @Test
  void listsEventsMostFrequentFirstAndSearches() {
    get("/api/v1/events")
        .statusCode(200)
        .body("events", hasSize(6))
        .body("events[0].name", equalTo("Used Awesome Feature 1"))
        .body("events[0].count", equalTo(5));
    get("/api/v1/events?search=EXPORT&limit=1")
        .statusCode(200)
        .body("events.name", contains("Export Completed"));
  }

  @Test
  void listsPropertiesAndTheirValues() {
    get("/api/v1/properties?of=user")
        .statusCode(200)
        .body("properties.name", contains("plan", "onboardingFeature"))
        .body("properties[0].of", equalTo("user"))
        .body("properties[0].types[0].type", equalTo("text"));
    get("/api/v1/properties/plan/values?of=user")
        .statusCode(200)
        .body("values.value", contains("premium", "free"))
        .body("values[0].count", equalTo(6));
    problem(get("/api/v1/properties/plna/values?of=user"), 404, "property-not-found");
    problem(get("/api/v1/properties/a%2Fb/values"), 404, "property-not-found");
  }

  @Test
  void neverShowsAnotherProject() {
    String key = foreignKey();

    List<String> questions =
        List.of(
            "/api/v1/events",
            "/api/v1/properties",
            "/api/v1/properties/plan/values?of=user",
            "/api/v1/feature-usage?by=plan&explain=true");
    for (String question : questions) {
      assertThat(answer(question, DemoKeys.READ)).doesNotContain(StoryResource.SENTINEL);
      assertThat(answer(question, DemoKeys.ADMIN)).doesNotContain(StoryResource.SENTINEL);
      assertThat(answer(question, key)).doesNotContain("premium", "Export");
    }
    assertThat(answer("/api/v1/events", key)).contains(StoryResource.SENTINEL);
    problem(ask("{\"events\": [\"" + StoryResource.SENTINEL + "\"]}"), 400, "unknown-event")
        .body("detail", not(containsString("Did you mean: " + StoryResource.SENTINEL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|malformed-json|``",
        "``|malformed-json|``",
        "{\"events\":[\"Export Started\"]} {}|malformed-json|``",
        "{\"events\":[\"Export Started\"],\"events\":[]}|malformed-json|``",
        "[]|invalid-body|``",
        "{}|invalid-body|/events",
        "{\"events\":[]}|invalid-body|/events",
        "{\"events\":\"Export Started\"}|invalid-body|/events",
        "{\"events\":[1]}|invalid-body|/events/0",
        "{\"events\":[{\"event\":{\"x\":1}}]}|invalid-body|/events/0/event",
        "{\"events\":[\"Export Started\"],\"mesures\":[\"totals\"]}|invalid-body|/mesures",
        "{\"events\":[\"Export Started\"],\"measures\":[\"sums\"]}|invalid-body|/measures/0",
        "{\"events\":[\"Export Started\"],\"interval\":\"days\"}|invalid-body|/interval",
        "{\"events\":[\"Export Started\"],\"top\":0}|invalid-body|/top",
        "{\"events\":[\"Export Started\"],\"top\":101}|invalid-body|/top",
        "{\"events\":[\"Export Started\"],\"top\":\"5\"}|invalid-body|/top",
        "{\"events\":[\"Export Started\"],\"last\":\"30\"}|invalid-body|/last",
        "{\"events\":[\"Export Started\"],\"last\":\"30d\",\"from\":\"2026-01-01\"}|invalid-body|/last",
        "{\"events\":[\"Export Started\"],\"from\":\"2026-02-30\",\"to\":\"2026-03-01\"}|invalid-body|/from",
        "{\"events\":[\"Export Started\"],\"from\":\"2026-03-02\",\"to\":\"2026-03-01\"}|range-reversed|/to",
        "{\"events\":[\"Export Started\"],\"timeZone\":\"Mars/Olympus\"}|unknown-time-zone|/timeZone",
        "{\"events\":[\"Export Start\"]}|unknown-event|/events/0/event",
        "{\"events\":[\"Export Started\"],\"groupBy\":[{\"property\":\"plna\",\"of\":\"user\"}]}|unknown-property|/groupBy/0/property",
        "{\"events\":[\"Export Started\"],\"where\":{\"property\":\"x' or 1=1 --\",\"op\":\"isSet\"}}|unknown-property|/where/property",
      })
  void refusesBadQuestionWithPointer(String body, String code, String pointer) {
    problem(ask(body), 400, code).body("errors.pointer", hasItem(pointer));
  }

  @Test
  void refusesMoreBucketsThanAnAnswerHas() {
    problem(
        ask(
            """
            {"events": ["Export Started"], "from": "2020-01-01", "to": "2026-01-01",
             "interval": "hour"}
            """),
        400,
        "too-many-buckets");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/v1/feature-usage|invalid-parameter|?by",
        "/api/v1/feature-usage?by=plna|unknown-property|?by",
        "/api/v1/feature-usage?by=plan&top=many|invalid-parameter|?top",
        "/api/v1/feature-usage?by=plan&last=30x|invalid-parameter|?last",
        "/api/v1/feature-usage?by=plan&lats=30d|invalid-parameter|?lats",
        "/api/v1/feature-usage?by=plan&by=country|invalid-parameter|?by",
        "/api/v1/feature-usage?by=plan&from=2026-03-02&to=2026-03-01|range-reversed|?to",
        "/api/v1/feature-usage?by=plan&timeZone=Nowhere|unknown-time-zone|?timeZone",
        "/api/v1/events?limit=0|invalid-parameter|?limit",
        "/api/v1/events?limit=1001|invalid-parameter|?limit",
        "/api/v1/events?serach=x|invalid-parameter|?serach",
        "/api/v1/properties?of=person|invalid-parameter|?of",
      })
  void refusesBadParameterByName(String path, String code, String pointer) {
    problem(get(path), 400, code).body("errors.pointer", hasItem(pointer));
  }

  @ParameterizedTest
  @CsvSource({"events, limit, 1000", "events, limit, 1", "properties, limit, 1000"})
  void takesParametersUpToTheirBounds(String what, String name, String value) {
    get("/api/v1/" + what + "?" + name + "=" + value).statusCode(200);
  }

  /** Of a project that is nobody else's. */
  static String foreignKey() {
    int project =
        given()
            .header("Authorization", "Bearer " + DemoKeys.ADMIN)
            .contentType("application/json")
            .body(Map.of("name", "other " + UUID.randomUUID()))
            .post("/api/v1/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return given()
        .header("Authorization", "Bearer " + DemoKeys.ADMIN)
        .contentType("application/json")
        .body(Map.of("scope", "read"))
        .post("/api/v1/projects/" + project + "/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static String answer(String path, String key) {
    Response reply = given().header("Authorization", "Bearer " + key).get(path);
    assertThat(reply.statusCode()).as(path).isEqualTo(200);
    return reply.asString();
  }

  private static ValidatableResponse get(String path) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .get(path)
        .then();
  }

  private static ValidatableResponse ask(String question) {
    return ask("segmentation", question);
  }

  static ValidatableResponse ask(String kind, String question) {
    return given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .contentType("application/json")
        .body(question)
        .post("/api/v1/" + kind)
        .then();
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String code) {
    return ExpectedProblem.in(reply, status, code);
  }
}
