package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.riffle.query.rest.DoorRequests.Asked;
import dev.riffle.query.rest.Doors.Door;
import dev.riffle.query.rest.OpenApiDocument.Operation;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every example of the document is asked, and what comes back is what its schemas say; {@code
 * -Danswers.update} keeps the first answers as the document's.
 */
@QuarkusTest
@TestProfile(WithoutIngest.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class AnswersIT {
  /** What the others need, in this order. */
  private static final List<String> FIRST =
      List.of("createSegment", "createQuestion", "createDashboard", "createAnnotation");

  /** Ask the ingest service, or for what the story does not have. */
  private static final Set<String> REFUSED_HERE =
      Set.of(
          "mergePersons", "undoAlias", "group", "revokeKey", "cancelQuestion", "questionProgress");

  /** Nothing runs while it is asked: its example is written by hand. */
  private static final String EMPTY_HERE = "runningQuestions";

  private final OpenApiDocument document = OpenApiDocument.committed();
  private final RecordedAnswers recorded = new RecordedAnswers();
  private final Map<String, String> known = new HashMap<>(HarmlessParameters.of("1"));
  private final Map<String, String> refused = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private String query = "none";

  @Test
  void answersAndRefusalsAreWhatTheDocumentSays() {
    known.put("segment", "tried-export-never-completed");
    known.put("question", "exports-by-plan");
    known.put("dashboard", "onboarding");
    known.put("explain", "false");
    known.put("previousId", "user \"1\"");
    known.put("userId", "user \"2\"");
    Map<String, Door> doors =
        Doors.all().stream().collect(Collectors.toMap(Door::toString, door -> door));
    List<Operation> operations = document.operations();
    operations.sort(Comparator.comparingInt(AnswersIT::turn));
    DoorRequests first = new DoorRequests(DemoKeys.ADMIN, known);
    operations.subList(0, FIRST.size()).forEach(each -> ask(first, each, doors));
    // knows the number of the annotation
    DoorRequests rest = new DoorRequests(DemoKeys.ADMIN, known);
    operations.subList(FIRST.size(), operations.size()).forEach(each -> ask(rest, each, doors));
    if (System.getProperty("answers.update") != null) {
      recorded.write();
    }

    assertThat(wrong).isEmpty();
    assertThat(refused).containsOnlyKeys(REFUSED_HERE);
  }

  /** What is outside the document is so for a reason: another's reference, or the page's own. */
  @Test
  void doorsOutsideTheDocumentAreOfTheVendorOrOfThePage() {
    Set<String> described =
        document.operations().stream().map(Operation::toString).collect(Collectors.toSet());
    assertThat(Doors.all())
        .extracting(Door::toString)
        .filteredOn(door -> !described.contains(door))
        .containsExactlyInAnyOrder(
            "GET /api/2/events/list",
            "GET /api/2/events/segmentation",
            "GET /api/2/funnels",
            "GET /api/2/retention",
            "GET /api/2/useractivity",
            "GET /api/2/usersearch",
            "GET /api/v1/live",
            "GET /problems/{code}",
            "GET /api/v1/session",
            "POST /api/v1/session",
            "DELETE /api/v1/session");
  }

  private static int turn(Operation operation) {
    int first = FIRST.indexOf(id(operation));
    return first >= 0
        ? first
        : switch (operation.method()) {
          case "put", "patch" -> FIRST.size() + 1;
          case "delete" -> FIRST.size() + 2;
          default -> FIRST.size();
        };
  }

  private static String id(Operation operation) {
    return operation.node().path("operationId").asText();
  }

  private void ask(DoorRequests requests, Operation operation, Map<String, Door> doors) {
    Door door =
        Optional.ofNullable(doors.get(operation.toString()))
            .orElseThrow(() -> new AssertionError("no door for " + operation));
    List<Asked> right =
        door.takesBody()
            ? requests.bodies(door).stream()
                .map(body -> requests.plain(door, withinTheStory(operation, body)))
                .toList()
            : List.of(requests.asked(door, given(operation)));
    for (Asked asked : right) {
      HttpResponse<String> reply = requests.send(asked);
      JsonNode body =
          json(reply) ? DoorRequests.tree(reply.body()) : TextNode.valueOf(reply.body());
      if (reply.statusCode() < 300) {
        if (json(reply) && !id(operation).equals(EMPTY_HERE)) {
          recorded.keep(id(operation), reply.statusCode(), body);
        }
        remember(operation, body);
      } else {
        refused.put(id(operation), reply.statusCode() + " " + reply.body());
      }
      wrong.addAll(faults(operation, reply, body));
    }
  }

  /** The story is of the last few days: nobody was in any segment at the example's instant. */
  private static JsonNode withinTheStory(Operation operation, JsonNode body) {
    return id(operation).equals("snapshotSegment") && body instanceof ObjectNode object
        ? object.deepCopy().without("asOf")
        : body;
  }

  private Map<String, String> given(Operation operation) {
    return id(operation).equals("explanation") ? Map.of("id", query) : Map.of();
  }

  private void remember(Operation operation, JsonNode body) {
    switch (id(operation)) {
      case "createAnnotation" -> known.put("annotation", body.path("id").asText());
      case "funnel" -> query = body.path("meta").path("queryId").asText();
      default -> {}
    }
  }

  private List<String> faults(Operation operation, HttpResponse<String> reply, JsonNode body) {
    JsonNode response = operation.node().path("responses").path(String.valueOf(reply.statusCode()));
    if (response.isMissingNode()) {
      return List.of(
          operation + " does not say that it answers " + reply.statusCode() + ": " + reply.body());
    }
    String type = type(reply);
    JsonNode schema = response.path("content").path(type).path("schema");
    if (schema.isMissingNode()) {
      return response.has("content")
          ? List.of(operation + " does not say that it answers " + type)
          : List.of();
    }
    return document.faults(schema, body).stream()
        .map(fault -> operation + " " + reply.statusCode() + ": " + fault)
        .limit(3)
        .toList();
  }

  private static boolean json(HttpResponse<String> reply) {
    return type(reply).endsWith("json") && !type(reply).contains("ndjson");
  }

  private static String type(HttpResponse<String> reply) {
    return reply.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
  }
}
