package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.riffle.testing.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Saved questions, dashboards and annotations, over the story of {@link StoryResource}. */
@QuarkusTest
@TestProfile(SavedIT.Keys.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class SavedIT {
  /** A profile of its own, so that no other class's engine is used. */
  public static final class Keys extends DemoKeys {}

  private static final String EXPORTS = "{'events':['Export Started'],'last':'30d'}";

  @Inject AgroalDataSource dataSource;

  @Test
  void whoeverHasTheAnswerOfASavedQuestionIsNotSentItAgain() {
    post("/questions", question("Tagged", EXPORTS)).statusCode(201);
    String address = "/api/v1/questions/tagged/answer";
    Response first = read().get(address);
    first
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-cache")
        .body("series[0].line.total.uniques", equalTo(2));
    String tag = first.header("ETag");
    assertThat(tag).startsWith("W/\"");

    read()
        .header("If-None-Match", "W/\"other\", " + tag)
        .get(address)
        .then()
        .statusCode(304)
        .header("ETag", tag)
        .body(equalTo(""));
    read().header("If-None-Match", tag).get(address + "?explain=true").then().statusCode(304);
    read()
        .header("If-None-Match", tag)
        .get(address + "?last=2d")
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(tag)))
        .body("buckets", hasSize(2));
    read()
        .header("If-None-Match", tag)
        .accept("text/csv")
        .get(address)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(tag)));
    byte[] file =
        read()
            .accept("application/vnd.apache.parquet")
            .get(address)
            .then()
            .statusCode(200)
            .contentType("application/vnd.apache.parquet")
            .extract()
            .asByteArray();
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).startsWith("PAR1").endsWith("PAR1");
    read().header("If-None-Match", tag).get("/api/v1/questions/tagged").then().statusCode(200);
    post("/questions", question("Of nothing", "{'events':['Nothing']}")).statusCode(201);
    problem(read().get("/api/v1/questions/of-nothing/answer").then(), 400, "unknown-event")
        .body("errors.pointer", equalTo(List.of("/events/0/event")));
    problem(read().get(address + "?lats=2d").then(), 400, "invalid-parameter");
    ask("/questions/tagged/answer", "{}").header("ETag", nullValue());
  }

  @Test
  void aQuestionIsSavedAskedChangedAndTakenAway() {
    post("/questions", question("Exports, by plan", EXPORTS))
        .statusCode(201)
        .header("Location", containsString("/api/v1/questions/exports-by-plan"))
        .body("version", equalTo(1))
        .body("kind", equalTo("segmentation"))
        .body("question.last", equalTo("30d"))
        .body("faults", empty());
    problem(post("/questions", question("Exports, by plan", EXPORTS)), 409, "name-taken");

    ask("/questions/exports-by-plan/answer", "")
        .statusCode(200)
        .body("series[0].line.total.uniques", equalTo(2))
        .body("buckets", hasSize(30))
        .body("meta.sql", nullValue());
    ask("/questions/exports-by-plan/answer", "{'last':'2d','explain':true}")
        .statusCode(200)
        .body("series[0].line.total.uniques", equalTo(0))
        .body("buckets", hasSize(2))
        .body("meta.sql", not(empty()));
    problem(ask("/questions/exports-by-plan/answer", "{'last':'2y'}"), 400, "invalid-body")
        .body("errors.pointer", equalTo(List.of("/last")));
    problem(ask("/questions/exports-by-plan/answer", "{'events':['x']}"), 400, "invalid-body")
        .body("errors.pointer", equalTo(List.of("/events")));

    problem(
            put("/questions/exports-by-plan", changed("Exports", EXPORTS, 2)),
            409,
            "saved-conflict")
        .body("detail", containsString("its version is 1, not 2"));
    put("/questions/exports-by-plan", changed("Exports", "{'events':['Export Completed']}", 1))
        .statusCode(200)
        .body("id", equalTo("exports-by-plan"))
        .body("version", equalTo(2));
    ask("/questions/exports-by-plan/answer", "{}").body("series[0].line.total.uniques", equalTo(1));
    get("/questions").statusCode(200).body("questions.id", hasItem("exports-by-plan"));

    admin().delete("/api/v1/questions/exports-by-plan").then().statusCode(204);
    problem(get("/questions/exports-by-plan"), 404, "saved-question-not-found");
    problem(ask("/questions/exports-by-plan/answer", "{}"), 404, "saved-question-not-found");
    get("/questions").body("questions.id", not(hasItem("exports-by-plan")));
  }

  @Test
  void aQuestionThatCanNoLongerBeReadSaysWhy() throws SQLException {
    post("/questions", question("Old", EXPORTS)).statusCode(201);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE saved_item SET content = replace(content, '\"last\"', '\"latest\"')"
                      + " WHERE item = 'old'"))
          .isEqualTo(1);
    }

    get("/questions/old")
        .statusCode(200)
        .body("question.latest", equalTo("30d"))
        .body("faults.pointer", equalTo(List.of("/question/latest")))
        .body("faults.code", equalTo(List.of("unknown-field")));
    get("/questions").statusCode(200).body("questions.id", hasItem("old"));
    problem(ask("/questions/old/answer", "{}"), 409, "saved-question-outdated")
        .body("errors.pointer", equalTo(List.of("/question/latest")));
    put("/questions/old", changed("Old", EXPORTS, 1)).statusCode(200).body("faults", empty());
  }

  @Test
  void aQuestionThatIsWrongIsRefusedWithPointers() {
    problem(
            post("/questions", "{'kind':'funnel','question':{'steps':['A'],'x':1}}"),
            400,
            "invalid-body")
        .body("errors.pointer", hasItem("/name"))
        .body("errors.pointer", hasItem("/question/x"));
    problem(post("/questions", "{'name':'x','kind':'chart','question':{}}"), 400, "invalid-body")
        .body("errors.pointer", equalTo(List.of("/kind")));
  }

  @Test
  void aDashboardShowsSavedQuestions() {
    post("/questions", question("Shown", EXPORTS)).statusCode(201);
    problem(
            post("/dashboards", "{'name':'Board','charts':[{'question':'nobody'}]}"),
            400,
            "invalid-body")
        .body("errors.pointer", equalTo(List.of("/charts/0/question")));
    post(
            "/dashboards",
            "{'name':'Board','charts':[{'question':'shown','width':12},{'question':'shown'}],"
                + "'last':'7d','timeZone':'Europe/Budapest'}")
        .statusCode(201)
        .body("id", equalTo("board"))
        .body("charts.width", equalTo(List.of(12, 6)))
        .body("charts.height", equalTo(List.of(4, 4)))
        .body("last", equalTo("7d"))
        .body("from", nullValue())
        .body("timeZone", equalTo("Europe/Budapest"));
    problem(admin().delete("/api/v1/questions/shown").then(), 409, "saved-conflict")
        .body("detail", containsString("board"));

    put("/dashboards/board", "{'name':'Board','charts':[],'version':1}")
        .statusCode(200)
        .body("version", equalTo(2))
        .body("last", nullValue());
    problem(
        put("/dashboards/board", "{'name':'Board','charts':[],'version':1}"),
        409,
        "saved-conflict");
    get("/dashboards").statusCode(200).body("dashboards.id", hasItem("board"));
    admin().delete("/api/v1/questions/shown").then().statusCode(204);
    admin().delete("/api/v1/dashboards/board").then().statusCode(204);
    problem(get("/dashboards/board"), 404, "dashboard-not-found");
    problem(admin().delete("/api/v1/dashboards/board").then(), 404, "dashboard-not-found");
  }

  @Test
  void annotationsAreListedForARangeOfLocalDays() {
    int release = annotate("{'at':'2025-03-01T23:30:00Z','text':'Release'}");
    int holiday = annotate("{'date':'2025-03-01','text':'Holiday'}");

    assertThat(listed("from=2025-03-01&to=2025-03-01")).containsExactly(holiday, release);
    assertThat(listed("from=2025-03-02&to=2025-03-02")).isEmpty();
    assertThat(listed("from=2025-03-02&to=2025-03-02&timeZone=Europe/Budapest"))
        .containsExactly(release);
    assertThat(listed("last=30d")).doesNotContain(release, holiday);
    problem(get("/annotations?from=2025-03-02&to=2025-03-01"), 400, "range-reversed");
    problem(get("/annotations?limit=3"), 400, "invalid-parameter");

    put("/annotations/" + release, "{'date':'2025-03-02','text':'Moved','version':1}")
        .statusCode(200)
        .body("version", equalTo(2))
        .body("at", nullValue())
        .body("date", equalTo("2025-03-02"));
    problem(
        put("/annotations/" + release, "{'date':'2025-03-02','text':'Moved','version':1}"),
        409,
        "saved-conflict");
    get("/annotations/" + release).statusCode(200).body("text", equalTo("Moved"));
    admin().delete("/api/v1/annotations/" + release).then().statusCode(204);
    problem(get("/annotations/" + release), 404, "annotation-not-found");
    problem(get("/annotations/x"), 404, "annotation-not-found");
  }

  @Test
  void anotherProjectSeesNothingOfIt() {
    post("/questions", question("Hidden", EXPORTS)).statusCode(201);
    int id = annotate("{'date':'2025-04-01','text':'Hidden'}");
    int project =
        admin()
            .contentType("application/json")
            .body("{\"name\":\"elsewhere\"}")
            .post("/api/v1/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String other =
        admin()
            .contentType("application/json")
            .body("{\"scope\":\"admin\"}")
            .post("/api/v1/projects/" + project + "/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");

    RequestSpecification stranger = given().header("Authorization", "Bearer " + other);
    stranger.get("/api/v1/questions").then().statusCode(200).body("questions", empty());
    stranger.get("/api/v1/questions/hidden").then().statusCode(404);
    stranger.delete("/api/v1/questions/hidden").then().statusCode(404);
    stranger.get("/api/v1/annotations/" + id).then().statusCode(404);
    stranger.delete("/api/v1/annotations/" + id).then().statusCode(404);
    get("/questions/hidden").statusCode(200);
    get("/annotations/" + id).statusCode(200);
  }

  private static int annotate(String body) {
    return post("/annotations", body).statusCode(201).extract().path("id");
  }

  private static List<Integer> listed(String range) {
    return get("/annotations?" + range).statusCode(200).extract().path("annotations.id");
  }

  private static String question(String name, String question) {
    return "{'name':'%s','owner':'Growth','kind':'segmentation','question':%s}"
        .formatted(name, question);
  }

  private static String changed(String name, String question, int version) {
    return "{'name':'%s','kind':'segmentation','question':%s,'version':%d}"
        .formatted(name, question, version);
  }

  private static ValidatableResponse get(String what) {
    return read().get("/api/v1" + what).then();
  }

  private static ValidatableResponse post(String what, String body) {
    return admin().body(body.replace('\'', '"')).post("/api/v1" + what).then();
  }

  private static ValidatableResponse put(String what, String body) {
    return admin().body(body.replace('\'', '"')).put("/api/v1" + what).then();
  }

  private static ValidatableResponse ask(String what, String body) {
    return read().body(body.replace('\'', '"')).post("/api/v1" + what).then();
  }

  private static RequestSpecification read() {
    return given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + DemoKeys.READ);
  }

  private static RequestSpecification admin() {
    return given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + DemoKeys.ADMIN);
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String code) {
    return ExpectedProblem.in(reply, status, code);
  }
}
