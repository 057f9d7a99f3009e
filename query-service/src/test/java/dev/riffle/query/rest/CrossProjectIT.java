package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.rest.DoorRequests.DoorField;
import dev.riffle.query.rest.Doors.Door;
import dev.riffle.query.rest.access.Access;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Every door, asked with the keys of one project for what belongs to another: with the ids of its
 * segments, saved questions, dashboards, answers, keys and of itself in every field of every
 * request. Not a byte of the other comes back, and nothing of it changes. Doors and fields are
 * found by themselves.
 */
@QuarkusTest
@TestProfile(WithoutIngest.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class CrossProjectIT {
  private static final Logger LOG = Logger.getLogger(CrossProjectIT.class);
  private static final String MARK = "Foreign Sentinel";
  private static final int AT_ONCE = 4;

  @Test
  void noDoorGivesOrTakesWhatIsAnotherProjects() {
    Foreign foreign = Foreign.create();
    String before = foreign.everything();
    String admin = Foreign.issue("1", "admin");
    DoorRequests asReader = new DoorRequests(DemoKeys.READ, HarmlessParameters.of("1"));
    DoorRequests asAdministrator = new DoorRequests(admin, HarmlessParameters.of("1"));
    Queue<String> leaks = new ConcurrentLinkedQueue<>();
    int asked = 0;
    try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Door door : Doors.all()) {
        DoorRequests requests =
            switch (door.access()) {
              case OPEN, ASK -> asReader;
              case ADMINISTER, ADMINISTER_INSTALLATION -> asAdministrator;
            };
        for (DoorField field : distinct(requests.fields(door))) {
          for (String id : tried(foreign, field)) {
            asked++;
            senders.execute(() -> leak(requests, field, id).ifPresent(leaks::add));
          }
        }
      }
    }

    LOG.infof("%d requests for what is another project's", asked);
    assertThat(leaks).isEmpty();
    assertThat(asked).isGreaterThan(1_000);
    assertThat(foreign.everything()).isEqualTo(before);
  }

  private static Optional<String> leak(DoorRequests requests, DoorField field, String id) {
    try {
      HttpResponse<String> reply = requests.send(field.with().apply(id));
      // what was asked for may stand in the reply that it is not there
      boolean leaks =
          reply.body().replace(id, "").contains(MARK)
              || (field.door().access() == Access.ADMINISTER_INSTALLATION
                  && reply.statusCode() < 400);
      return leaks
          ? Optional.of(field + " with " + id + ": " + reply.statusCode() + " " + reply.body())
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(field + " with " + id + ": " + e);
    }
  }

  @Test
  void theOtherProjectItselfSeesItsOwn() {
    Foreign foreign = Foreign.create();
    assertThat(foreign.get("/api/v1/events")).contains(MARK);
    assertThat(foreign.get("/api/v1/segments/" + foreign.segment())).contains(MARK + " segment");
    assertThat(foreign.get("/api/v1/queries/" + foreign.query())).contains(MARK);
    assertThat(foreign.get("/api/2/events/list")).contains(MARK);
    assertThat(foreign.get("/api/v1/questions/" + foreign.question())).contains(MARK + " question");
    assertThat(foreign.get("/api/v1/dashboards/" + foreign.dashboard()))
        .contains(MARK + " dashboard");
    assertThat(foreign.get("/api/v1/annotations/" + foreign.annotation()))
        .contains(MARK + " annotation");
    assertThat(foreign.get("/api/v1/events/export")).contains(MARK);
  }

  /**
   * The mark itself only where nothing is written, lest the project has it for its own; in bodies
   * besides it the ids that bodies may name, for they have many fields.
   */
  private static List<String> tried(Foreign foreign, DoorField field) {
    Door door = field.door();
    List<String> tried =
        new ArrayList<>(
            field.name().startsWith("/")
                ? List.of(foreign.segment(), foreign.question())
                : foreign.ids());
    if (door.method().equals("GET") || DoorRequests.isQuestion(door)) {
      tried.add(MARK);
    }
    return tried;
  }

  /** A field of a body once for each of its names. */
  private static List<DoorField> distinct(List<DoorField> fields) {
    Set<String> seen = new HashSet<>();
    return fields.stream()
        .filter(field -> seen.add(field.name().replaceAll("^/.*/(?=[^/0-9])", "/")))
        .toList();
  }

  /** Another project, with a bit of everything, all of which bears the mark. */
  private record Foreign(
      String project,
      String key,
      String segment,
      String query,
      String keyNumber,
      String question,
      String dashboard,
      String annotation) {
    static Foreign create() {
      String name = MARK + " " + System.nanoTime();
      String project =
          post(DemoKeys.ADMIN, "/api/v1/projects", "{'name':'" + name + "'}", 201).getString("id");
      String key = issue(project, "admin");
      String segment =
          post(
                  key,
                  "/api/v1/segments",
                  "{'name':'%1$s segment','owner':'%1$s','population':{'did':'%1$s','last':'30d'}}"
                      .formatted(MARK),
                  201)
              .getString("id");
      String query =
          post(key, "/api/v1/segmentation", "{'events':['" + MARK + "']}", 200)
              .getString("meta.queryId");
      String number =
          new JsonPath(get(key, "/api/v1/projects/" + project + "/keys")).getString("keys[0].id");
      String question =
          post(
                  key,
                  "/api/v1/questions",
                  "{'name':'%1$s question','owner':'%1$s','kind':'segmentation','question':{'events':['%1$s'],'last':'30d'}}"
                      .formatted(MARK),
                  201)
              .getString("id");
      String dashboard =
          post(
                  key,
                  "/api/v1/dashboards",
                  "{'name':'%1$s dashboard','owner':'%1$s','charts':[{'question':'%2$s'}],'last':'30d'}"
                      .formatted(MARK, question),
                  201)
              .getString("id");
      String annotation =
          post(
                  key,
                  "/api/v1/annotations",
                  "{'text':'%1$s annotation','at':'2026-11-03T10:00:00Z'}".formatted(MARK),
                  201)
              .getString("id");
      return new Foreign(project, key, segment, query, number, question, dashboard, annotation);
    }

    static String issue(String project, String scope) {
      return post(
              DemoKeys.ADMIN,
              "/api/v1/projects/" + project + "/keys",
              "{'scope':'%s'}".formatted(scope),
              201)
          .getString("key");
    }

    /** What one could try to get at it with. */
    List<String> ids() {
      return List.of(project, segment, query, keyNumber, question, dashboard, annotation);
    }

    /** All that can be changed. */
    String everything() {
      return get("/api/v1/projects/" + project)
          + get("/api/v1/projects/" + project + "/keys").replaceAll("\"lastUsed[^,}]*", "")
          + get("/api/v1/segments")
          + get("/api/v1/segments/" + segment + "/versions")
          + get("/api/v1/questions")
          + get("/api/v1/questions/" + question)
          + get("/api/v1/dashboards")
          + get("/api/v1/dashboards/" + dashboard)
          + get("/api/v1/annotations?from=2026-11-01&to=2026-11-10")
          + get("/api/v1/aliases");
    }

    String get(String path) {
      return get(key, path);
    }

    private static String get(String key, String path) {
      var reply = RestAssured.given().header("Authorization", "Bearer " + key).get(path);
      assertThat(reply.statusCode()).as(path).isEqualTo(200);
      return reply.asString();
    }

    private static JsonPath post(String key, String path, String body, int status) {
      var reply =
          RestAssured.given()
              .header("Authorization", "Bearer " + key)
              .contentType("application/json")
              .body(body.replace('\'', '"'))
              .post(path);
      assertThat(reply.statusCode()).as(path + reply.asString()).isEqualTo(status);
      return new JsonPath(reply.asString());
    }
  }
}
