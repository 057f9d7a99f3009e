package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The persons behind a number, by HTTP over a real engine. */
@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class PeopleIT {
  @Test
  void listsThePersonsBehindANumber() {
    people(
            """
            {"kind": "segmentation",
             "question": {"events": ["Used Awesome Feature 1"], "last": "30d", "interval": "none",
                          "groupBy": [{"property": "plan", "of": "user"}]},
             "cell": {"series": "A", "group": {"values": ["premium"]}}}
            """,
            "application/json")
        .statusCode(200)
        .body("total", equalTo(2))
        .body("persons.id", contains("user \"1\"", "user \"3\""))
        .body("persons[0].kind", equalTo("user"))
        .body("persons[0].properties.plan", equalTo("premium"))
        .body("persons[0].properties.seats", equalTo(1))
        .body("next", equalTo(null));
  }

  @Test
  void listsPersonsPageByPage() {
    String question =
        """
        {"kind": "featureUsage", "question": {"by": "plan"}, "cell": {}, "limit": 3%s}
        """;
    String next =
        people(question.formatted(""), "application/json")
            .body("total", equalTo(4))
            .body("persons", hasSize(3))
            .extract()
            .path("next");

    people(question.formatted(", \"cursor\": \"" + next + "\""), "application/json")
        .statusCode(200)
        .body("persons.id", contains("user \"4\""))
        .body("total", equalTo(null))
        .body("next", equalTo(null));
  }

  @Test
  void streamsPersonsAsCsv() {
    String csv =
        people(
                """
                {"kind": "featureUsage", "question": {"by": "plan"},
                 "cell": {"event": "Used Awesome Feature 1", "group": {"values": ["free"]}}}
                """,
                "text/csv")
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString();

    assertThat(csv)
        .isEqualTo(
            "kind,id,properties\r\n"
                + "user,\"user \"\"2\"\"\",\"{\"\"plan\"\":\"\"free\"\",\"\"seats\"\":2}\"\r\n"
                + "user,\"user \"\"3\"\"\",\"{\"\"plan\"\":\"\"premium\"\",\"\"seats\"\":3}\"\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|invalid-body|/kind",
        "{\"kind\":\"funnel\",\"question\":{\"steps\":[\"Export Started\",\"Export Completed\"]},\"cell\":{\"step\":3}}|invalid-body|/cell/step",
        "{\"kind\":\"funnel\",\"question\":{\"steps\":[\"Export Started\",\"Export Completed\"]},\"cell\":{\"step\":2,\"dropped\":true}}|invalid-body|/cell/dropped",
        "{\"kind\":\"funnel\",\"question\":{\"steps\":[\"Export Started\",\"Export Completed\"]},\"cell\":{\"step\":1,\"segment\":\"x\"}}|invalid-body|/cell/segment",
        "{\"kind\":\"funnel\",\"question\":{\"steps\":[\"Export Started\",\"Export Completed\"]},\"cell\":{\"step\":1,\"group\":{\"other\":true}}}|invalid-body|/cell/group",
        "{\"kind\":\"retention\",\"question\":{},\"cell\":{}}|invalid-body|/cell/bucket",
        "{\"kind\":\"retention\",\"question\":{},\"cell\":{\"bucket\":\"2020-01-01T00:00:01Z\"}}|invalid-body|/cell/bucket",
        "{\"kind\":\"retention\",\"question\":{\"periods\":3},\"cell\":{\"bucket\":\"2020-01-01T00:00:00Z\",\"bracket\":4}}|invalid-body|/cell/bracket",
        "{\"kind\":\"lifecycle\",\"question\":{},\"cell\":{\"bucket\":\"2020-01-01T00:00:00Z\"}}|invalid-body|/cell/state",
        "{\"kind\":\"lifecycle\",\"question\":{},\"cell\":{\"bucket\":\"2020-01-01T00:00:01Z\",\"state\":\"new\"}}|invalid-body|/cell/bucket",
        "{\"kind\":\"stickiness\",\"question\":{\"unit\":\"week\"},\"cell\":{\"bucket\":\"2020-01-01T00:00:00Z\",\"days\":8}}|invalid-body|/cell/days",
        "{\"kind\":\"stickiness\",\"question\":{\"unit\":\"week\"},\"cell\":{\"bucket\":\"2020-01-01T00:00:00Z\",\"days\":0}}|invalid-body|/cell/days",
        "{\"kind\":\"paths\",\"question\":{\"anchor\":\"Export Started\"},\"cell\":{\"step\":5,\"node\":{\"kind\":\"end\"}}}|invalid-body|/cell/step",
        "{\"kind\":\"paths\",\"question\":{\"anchor\":\"Export Started\"},\"cell\":{\"step\":1}}|invalid-body|/cell/node",
        "{\"kind\":\"paths\",\"question\":{\"anchor\":\"Export Started\"},\"cell\":{\"step\":1,\"node\":{\"kind\":\"event\"}}}|invalid-body|/cell/node",
        "{\"kind\":\"paths\",\"question\":{\"anchor\":\"Export Started\"},\"cell\":{\"step\":2,\"node\":{\"kind\":\"end\"},\"from\":{\"kind\":\"end\"}}}|invalid-body|/cell/from",
        "{\"kind\":\"paths\",\"question\":{\"anchor\":\"Export Started\"},\"cell\":{\"step\":1,\"node\":{\"event\":\"Nothing\"}}}|invalid-body|/cell/node",
        "{\"kind\":\"revenue\",\"question\":{\"property\":\"purchasedTier\",\"days\":7},\"cell\":{\"day\":8}}|invalid-body|/cell/day",
        "{\"kind\":\"revenue\",\"question\":{\"property\":\"purchasedTier\"},\"cell\":{\"paying\":true}}|invalid-body|/cell/paying",
        "{\"kind\":\"revenue\",\"question\":{\"property\":\"tier\"},\"cell\":{}}|unknown-property|/question/property",
        "{\"kind\":\"funnels\",\"question\":{},\"cell\":{}}|invalid-body|/kind",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[]},\"cell\":{}}|invalid-body|/question/events",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[\"Exprot\"]},\"cell\":{}}|unknown-event|/question/events/0/event",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[\"Export Started\"]},\"cell\":{\"series\":\"B\"}}|invalid-body|/cell/series",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[\"Export Started\"]},\"cell\":{\"series\":\"1\"}}|invalid-body|/cell/series",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[\"Export Started\"]},\"cell\":{\"segment\":\"x\"}}|invalid-body|/cell/segment",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[\"Export Started\"]},\"cell\":{\"bucket\":\"2020-01-01T00:00:01Z\"}}|invalid-body|/cell/bucket",
        "{\"kind\":\"segmentation\",\"question\":{\"events\":[\"Export Started\"]},\"cell\":{\"group\":{\"values\":[1]}}}|invalid-body|/cell/group",
        "{\"kind\":\"featureUsage\",\"question\":{\"by\":\"plna\"},\"cell\":{}}|unknown-property|/question/by",
        "{\"kind\":\"featureUsage\",\"question\":{\"by\":\"plan\"},\"cell\":{\"group\":{\"values\":[1,2]}}}|invalid-body|/cell/group",
        "{\"kind\":\"featureUsage\",\"question\":{\"by\":\"plan\"},\"cell\":{\"group\":{}}}|invalid-body|/cell/group",
        "{\"kind\":\"featureUsage\",\"question\":{\"by\":\"plan\"},\"cell\":{},\"limit\":1001}|invalid-body|/limit",
        "{\"kind\":\"featureUsage\",\"question\":{\"by\":\"plan\"},\"cell\":{},\"cursor\":\"x\"}|invalid-body|/cursor",
      })
  void refusesBadQuestionsForPersonsWithPointer(String body, String code, String pointer) {
    ExpectedProblem.in(people(body, "application/json"), 400, code)
        .body("errors.pointer", hasItem(pointer));
  }

  static Stream<String> examplesOfPeople() throws IOException {
    JsonNode examples =
        new ObjectMapper()
            .readTree(RestIT.class.getResourceAsStream("/openapi/examples.json"))
            .get("people");
    return StreamSupport.stream(examples.spliterator(), false).map(JsonNode::toString);
  }

  @ParameterizedTest
  @MethodSource("examplesOfPeople")
  void listsThePersonsOfTheDocumentsExamples(String question) {
    people(question, "application/json")
        .statusCode(200)
        .body("persons", not(org.hamcrest.Matchers.empty()));
  }

  @Test
  void theListsOfACohortAreAsLongAsItsCounts() {
    String retention =
        "{\"startEvent\": \"Used Awesome Feature 1\", \"unit\": \"month\", \"last\": \"3m\"}";
    ValidatableResponse answer = RestIT.ask("retention", retention).statusCode(200);
    List<Integer> sizes = answer.extract().path("lines[0].all.cohorts.persons");
    int cohort = sizes.indexOf(sizes.stream().max(Integer::compare).orElseThrow());
    String start = answer.extract().path("cohorts[%d].start".formatted(cohort));
    int returned =
        answer.extract().path("lines[0].all.cohorts[%d].cells[0].returned".formatted(cohort));
    String cell =
        "{\"kind\": \"retention\", \"question\": %s, \"cell\": {\"bucket\": \"%s\"%%s}}"
            .formatted(retention, start);

    assertThat(sizes.get(cohort)).isPositive();
    people(cell.formatted(""), "application/json").body("total", equalTo(sizes.get(cohort)));
    people(cell.formatted(", \"bracket\": 0"), "application/json").body("total", equalTo(returned));
    people(cell.formatted(", \"bracket\": 0, \"returned\": false"), "application/json")
        .body("total", equalTo(sizes.get(cohort) - returned));
  }

  @Test
  void theListOfAFunnelsStepIsAsLongAsItsCount() {
    String funnel =
        "{\"steps\": [\"Used Awesome Feature 1\", \"Subscribed to Premium\"], \"window\": \"30d\"}";
    List<Integer> counts =
        RestIT.ask("funnel", funnel).statusCode(200).extract().path("segments[0].line.steps.count");
    String cell = "{\"kind\": \"funnel\", \"question\": " + funnel + ", \"cell\": %s}";

    assertThat(counts.getFirst()).isPositive();
    people(cell.formatted("{\"step\": 1}"), "application/json")
        .body("total", equalTo(counts.get(0)));
    people(cell.formatted("{\"step\": 2}"), "application/json")
        .body("total", equalTo(counts.get(1)));
    people(cell.formatted("{\"step\": 1, \"dropped\": true}"), "application/json")
        .body("total", equalTo(counts.get(0) - counts.get(1)));
  }

  @Test
  void theListsOfPathsAndPeriodsAreAsLongAsTheirCounts() {
    String paths = "{\"anchor\": \"Export Started\"}";
    ValidatableResponse ways = RestIT.ask("paths", paths).statusCode(200);
    int begun = ways.extract().path("persons");
    int ended = ways.extract().path("nodes.find { it.step == 1 && it.kind == 'end' }.persons");
    String path = "{\"kind\": \"paths\", \"question\": " + paths + ", \"cell\": %s}";

    people(path.formatted("{\"step\": 0}"), "application/json").body("total", equalTo(begun));
    people(path.formatted("{\"step\": 1, \"node\": {\"kind\": \"end\"}}"), "application/json")
        .body("total", equalTo(ended));

    String asked = "{\"unit\": \"month\", \"last\": \"3m\"}";
    ValidatableResponse lives = RestIT.ask("lifecycle", asked).statusCode(200);
    ValidatableResponse days = RestIT.ask("stickiness", asked).statusCode(200);
    List<Integer> beginners = lives.extract().path("lines[0].points.new");
    List<List<Integer>> onceOrMore = days.extract().path("lines[0].points.atLeast");
    assertThat(beginners.stream().mapToInt(each -> each).sum()).isPositive();
    for (int i = 0; i < beginners.size(); i++) {
      String start = lives.extract().path("periods[%d].start".formatted(i));
      people(
              "{\"kind\": \"lifecycle\", \"question\": %s, \"cell\": {\"bucket\": \"%s\", \"state\": \"new\"}}"
                  .formatted(asked, start),
              "application/json")
          .body("total", equalTo(beginners.get(i)));
      people(
              "{\"kind\": \"stickiness\", \"question\": %s, \"cell\": {\"bucket\": \"%s\", \"days\": 2, \"orMore\": true}}"
                  .formatted(asked, start),
              "application/json")
          .body("total", equalTo(onceOrMore.get(i).get(1)));
    }
  }

  private static ValidatableResponse people(String question, String accept) {
    return given()
        .header("Authorization", "Bearer " + DemoKeys.READ)
        .contentType("application/json")
        .accept(accept)
        .body(question)
        .post("/api/v1/people")
        .then();
  }
}
