package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same asked by Amplitude's API and by ours has the same numbers. */
@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class AmplitudeIT {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private final LocalDate to = LocalDate.now(ZoneOffset.UTC);
  private final LocalDate from = to.minusDays(6);

  @Test
  void dailyUniquesByAPropertyAreThoseOfOurSegmentation() throws IOException {
    JsonNode data =
        segmentation("e", "{'event_type':'Used Awesome Feature 1'}", "g", "gp:plan").get("data");
    JsonNode ours =
        ours(
            "segmentation",
            """
            {'events':['Used Awesome Feature 1'],'groupBy':[{'property':'plan','of':'user'}],
            """);

    Map<String, List<Long>> expected = new LinkedHashMap<>();
    List<Long> totals = new ArrayList<>();
    for (JsonNode group : ours.get("series").get(0).get("groups")) {
      expected.put(group.get("label").asText(), column(group.get("line").get("points"), "uniques"));
      totals.add(group.get("line").get("total").get("uniques").longValue());
    }
    assertThat(expected).containsOnlyKeys("premium", "free");
    assertThat(texts(data.get("seriesLabels"))).containsExactlyElementsOf(expected.keySet());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(longs(data.get("series").get(i))).isEqualTo(List.copyOf(expected.values()).get(i));
      assertThat(data.get("seriesCollapsed").get(i).get(0).get("value").asLong())
          .isEqualTo(totals.get(i));
    }
    assertThat(totals).containsExactly(2L, 2L);
    assertThat(texts(data.get("xValues"))).hasSize(7).endsWith(to.toString());
  }

  @Test
  void totalsOfTwoEventsInTwoSegmentsStandSideBySide() throws IOException {
    JsonNode data =
        segmentation(
                "e",
                "{'event_type':'Export Started'}",
                "e2",
                "{'event_type':'Export Completed'}",
                "m",
                "totals",
                "s",
                "[{'prop':'gp:plan','op':'is','values':['premium']}]",
                "s",
                "[{'prop':'gp:plan','op':'is not','values':['premium']}]")
            .get("data");
    JsonNode ours =
        ours(
            "segmentation",
            """
            {'events':['Export Started','Export Completed'],'measures':['totals'],'segments':[
             {'name':'a','where':{'property':'plan','of':'user','op':'is','values':['premium']}},
             {'name':'b','where':{'property':'plan','of':'user','op':'isNot','values':['premium']}}],
            """);

    for (int i = 0; i < 4; i++) {
      JsonNode line = ours.get("series").get(i).get("line");
      assertThat(longs(data.get("series").get(i))).isEqualTo(column(line.get("points"), "totals"));
    }
    assertThat(collapsed(data)).containsExactly(1d, 1d, 1d, 0d);
    assertThat(texts(data.get("seriesLabels")))
        .containsExactly(
            "Export Started, Segment 1",
            "Export Started, Segment 2",
            "Export Completed, Segment 1",
            "Export Completed, Segment 2");
    assertThat(data.get("seriesMeta").get(2).toString())
        .isEqualTo("{\"segmentIndex\":0,\"eventIndex\":1}");
  }

  @Test
  void sumsAndFormulasAreOurs() throws IOException {
    JsonNode sums =
        segmentation(
            "e",
            "{'event_type':'Used Awesome Feature 1',"
                + "'group_by':[{'type':'event','value':'purchasedTier'}]}",
            "m",
            "sums");
    assertThat(collapsed(sums.get("data"))).containsExactly(10d);

    JsonNode rate =
        segmentation(
            "e",
            "{'event_type':'Export Completed'}",
            "e2",
            "{'event_type':'Export Started'}",
            "m",
            "formula",
            "formula",
            "100*UNIQUES(A)/UNIQUES(B)");
    assertThat(collapsed(rate.get("data"))).containsExactly(50d);
  }

  @Test
  void filtersOfTheEventNarrowIt() throws IOException {
    String event =
        """
        {'event_type':'Used Awesome Feature 1','filters':[
         {'subprop_type':'event','subprop_key':'purchasedTier','subprop_op':'is','subprop_value':['2']},
         {'subprop_type':'user','subprop_key':'gp:plan','subprop_op':'is','subprop_value':['free']}]}
        """;
    assertThat(collapsed(segmentation("e", event, "m", "totals").get("data"))).containsExactly(2d);
  }

  @Test
  void funnelIsOurs() throws IOException {
    JsonNode funnel =
        door(
                "funnels",
                "e",
                "{'event_type':'Export Started'}",
                "e",
                "{'event_type':'Export Completed'}")
            .get("data")
            .get(0);
    JsonNode ours =
        ours(
                "funnel",
                "{'steps':['Export Started','Export Completed'],'window':'30d','interval':'day',"
                    + "'percentiles':[50],")
            .get("segments")
            .get(0)
            .get("line");

    assertThat(longs(funnel.get("cumulativeRaw"))).containsExactly(2L, 1L);
    assertThat(longs(funnel.get("cumulativeRaw"))).isEqualTo(column(ours.get("steps"), "count"));
    assertThat(funnel.get("cumulative").toString()).isEqualTo("[1.0,0.5]");
    assertThat(funnel.get("stepByStep").toString()).isEqualTo("[1.0,0.5]");
    assertThat(funnel.get("medianTransTimes").get(1))
        .isEqualTo(ours.get("steps").get(1).get("times").get("sincePreviousMs").get(0));
    assertThat(funnel.get("dayFunnels").get("series")).isEqualTo(ours.get("points"));
    assertThat(texts(funnel.get("dayFunnels").get("xValues"))).hasSize(7).endsWith(to.toString());
    assertThat(texts(funnel.get("events"))).containsExactly("Export Started", "Export Completed");
  }

  @Test
  void funnelByPlanHasOneEntryForEachPlan() throws IOException {
    JsonNode data =
        door(
                "funnels",
                "e",
                "{'event_type':'Export Started'}",
                "e",
                "{'event_type':'Export Completed'}",
                "g",
                "gp:plan")
            .get("data");
    Map<String, String> raw = new LinkedHashMap<>();
    data.forEach(each ->
        raw.put(each.get("meta").get("groupValue").asText(), each.get("cumulativeRaw").toString()));
    assertThat(raw).containsOnly(Map.entry("premium", "[1,1]"), Map.entry("free", "[1,0]"));
  }

  @Test
  void retentionIsOurs() throws IOException {
    JsonNode grid =
        door("retention", "se", "{'event_type':'_new'}", "re", "{'event_type':'_active'}")
            .get("data")
            .get("series")
            .get(0);
    JsonNode ours = ours("retention", "{'starts':'firstEver',").get("lines").get(0).get("all");

    List<JsonNode> cohorts = new ArrayList<>();
    ours.get("cohorts").forEach(cohorts::add);
    List<String> dates = texts(grid.get("dates")).reversed();
    assertThat(dates).hasSize(7).hasSameSizeAs(cohorts);
    for (int i = 0; i < dates.size(); i++) {
      JsonNode cells = grid.get("values").get(dates.get(i));
      long persons = cohorts.get(i).get("persons").longValue();
      assertThat(cells.get(0).toString())
          .isEqualTo(
              "{\"count\":%d,\"outof\":%d,\"incomplete\":false}".formatted(persons, persons));
      for (int interval = 0; interval < cells.size() - 1; interval++) {
        JsonNode cell = cohorts.get(i).get("cells").get(interval);
        JsonNode theirs = cells.get(interval + 1);
        assertThat(theirs.get("count")).isEqualTo(cell.get("returned"));
        assertThat(theirs.get("incomplete").booleanValue())
            .isNotEqualTo(cell.get("finished").booleanValue());
      }
    }
    assertThat(grid.get("combined").get(0).get("count").longValue()).isEqualTo(4);
    assertThat(grid.get("combined").get(1).get("count"))
        .isEqualTo(ours.get("overall").get(0).get("returned"));
  }

  @Test
  void listOfEventsHasThisWeeksTotals() throws IOException {
    JsonNode list = door("events/list").get("data");
    JsonNode ours =
        read(
            RestIT.ask(
                    "segmentation",
                    """
                    {"events":["Used Awesome Feature 1"],"measures":["totals"],"last":"1w",
                     "interval":"none"}
                    """)
                .statusCode(200));
    assertThat(list).hasSize(6);
    assertThat(list.get(0).get("value").asText()).isEqualTo("Used Awesome Feature 1");
    assertThat(list.get(0).get("display").asText()).isEqualTo("Used Awesome Feature 1");
    assertThat(list.get(0).get("totals"))
        .isEqualTo(ours.get("series").get(0).get("line").get("total").get("totals"));
  }

  @Test
  void findsPersonsAndShowsWhatTheyDid() throws IOException {
    JsonNode exact = door("usersearch", "user", "user \"3\"");
    assertThat(exact.toString())
        .isEqualTo(
            "{\"matches\":[{\"user_id\":\"user \\\"3\\\"\",\"amplitude_id\":3}],"
                + "\"type\":\"match_user_or_device_id\"}");
    assertThat(door("usersearch", "user", "user ").get("matches")).hasSize(4);
    assertThat(door("usersearch", "user", "3").get("type").asText())
        .isEqualTo("match_amplitude_id");
    assertThat(door("usersearch", "user", "nobody").toString())
        .isEqualTo("{\"matches\":[],\"type\":\"nomatch\"}");

    JsonNode activity = door("useractivity", "user", "3");
    JsonNode data = activity.get("userData");
    assertThat(data.get("user_id").asText()).isEqualTo("user \"3\"");
    assertThat(data.get("num_events").longValue()).isEqualTo(3);
    assertThat(data.get("properties").get("plan").asText()).isEqualTo("premium");
    List<String> types = new ArrayList<>();
    activity.get("events").forEach(event -> types.add(event.get("event_type").asText()));
    assertThat(types)
        .containsExactly(
            "Used Awesome Feature 1", "Subscribed to Premium", "Used Awesome Feature 1");
    JsonNode second = door("useractivity", "user", "3", "offset", "1", "limit", "1").get("events");
    assertThat(second).containsExactly(activity.get("events").get(1));
    assertThat(door("useractivity", "user", "3", "offset", "7").get("events")).isEmpty();
  }

  @Test
  void publicKeyAndSecretKeyAreAWriteKeyAndAReadKeyOfOneProject() {
    list(DemoKeys.WRITE, DemoKeys.READ).statusCode(200);
    list(DemoKeys.READ, "").statusCode(200);
    list(DemoKeys.WRITE, RestIT.foreignKey())
        .statusCode(403)
        .body("code", equalTo(403))
        .body("error", equalTo("The two keys are of different projects."));
    list("nonsense", DemoKeys.READ).statusCode(401).body("code", equalTo(401));
    list(DemoKeys.WRITE, "nonsense").statusCode(403);
    given().get("/api/2/events/list").then().statusCode(401).body("code", equalTo(401));
  }

  @ParameterizedTest
  @ValueSource(strings = {"events/segmentation", "funnels", "retention", "useractivity"})
  void missingParameterIsNamedInAmplitudesShape(String path) {
    ask(path)
        .statusCode(400)
        .contentType("application/json")
        .body("code", equalTo(400))
        .body("error", startsWith("Parameter "))
        .body("missing_field", org.hamcrest.Matchers.oneOf("e", "se", "user"))
        .body("keySet()", hasSize(3));
  }

  @Test
  void unknownNamesAreThoseOfTheirParameter() {
    ask("events/segmentation", range("e", "{'event_type':'Export Startd'}"))
        .statusCode(400)
        .body("error", startsWith("Parameter e: No event of this name has been received."))
        .body("keySet()", contains("code", "error"));
    ask("events/segmentation", range("e", "{'event_type':'Export Started'}", "g", "gp:pln"))
        .statusCode(400)
        .body("error", startsWith("Parameter g: No user property of this name"));
    ask("useractivity", "user", "77").statusCode(400).body("error", startsWith("Parameter user: "));
  }

  @Test
  void addressMayBeLong() {
    String values = "'" + "x".repeat(1_000) + "',";
    String segment = "[{'prop':'gp:plan','op':'is','values':[" + values.repeat(9) + "'free']}]";
    ask("events/segmentation", range("e", "{'event_type':'Export Started'}", "s", segment))
        .statusCode(200)
        .body("data.seriesCollapsed[0][0].value", equalTo(1.0f));
  }

  private JsonNode segmentation(String... namesAndValues) throws IOException {
    return door("events/segmentation", namesAndValues);
  }

  /** Of the last seven days, where a range belongs to it. */
  private JsonNode door(String path, String... namesAndValues) throws IOException {
    boolean ranged = !path.startsWith("user") && !path.endsWith("list");
    return read(ask(path, ranged ? range(namesAndValues) : namesAndValues).statusCode(200));
  }

  private String[] range(String... namesAndValues) {
    List<String> all = new ArrayList<>(List.of(namesAndValues));
    all.addAll(List.of("start", DATE.format(from), "end", DATE.format(to)));
    return all.toArray(String[]::new);
  }

  private static ValidatableResponse ask(String path, String... namesAndValues) {
    var request = given().auth().preemptive().basic(DemoKeys.WRITE, DemoKeys.READ);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.queryParam(namesAndValues[i], namesAndValues[i + 1].replace('\'', '"'));
    }
    return request.get("/api/2/" + path).then();
  }

  private static ValidatableResponse list(String user, String password) {
    return given().auth().preemptive().basic(user, password).get("/api/2/events/list").then();
  }

  /**
   * @param question up to its last comma; the range is added
   */
  private JsonNode ours(String kind, String question) throws IOException {
    String whole =
        "%s'from':'%s','to':'%s'}".formatted(question.strip(), from, to).replace('\'', '"');
    return read(RestIT.ask(kind, whole).statusCode(200));
  }

  private static JsonNode read(ValidatableResponse reply) throws IOException {
    return new ObjectMapper().readTree(reply.extract().asString());
  }

  private static List<Long> column(JsonNode rows, String field) {
    List<Long> column = new ArrayList<>();
    rows.forEach(row -> column.add(row.get(field).longValue()));
    return column;
  }

  private static List<Long> longs(JsonNode list) {
    List<Long> longs = new ArrayList<>();
    list.forEach(each -> longs.add(each.asLong()));
    return longs;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<Double> collapsed(JsonNode data) {
    List<Double> values = new ArrayList<>();
    data.get("seriesCollapsed").forEach(each -> values.add(each.get(0).get("value").asDouble()));
    return values;
  }
}
