package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The segments of {@code s}, each a list of conditions that all are to be met; and {@code g}. */
final class AmplitudeSegments {
  private static final String SEGMENTS = "s";
  private static final String GROUPS = "g";
  private static final String COHORT = "userdata_cohort";

  private AmplitudeSegments() {}

  /** Writes one segment for each {@code s}, in their order; none without. */
  static void write(AmplitudeParameters parameters, ObjectNode question) {
    List<String> given = parameters.all(SEGMENTS);
    if (given.isEmpty()) {
      return;
    }
    ArrayNode segments = question.putArray("segments");
    for (int i = 0; i < given.size(); i++) {
      ObjectNode segment = segments.addObject().put("name", "Segment " + (i + 1));
      AmplitudeEvent.writeAll(segment, conditions(given.get(i)));
    }
  }

  /** The properties of {@code g}, at most so many, and only beside a single segment. */
  static List<AmplitudeProperty> groups(AmplitudeParameters parameters, int max) {
    List<String> given = parameters.all(GROUPS);
    if (given.size() > max) {
      throw AmplitudeParameters.wrong(GROUPS, "It is given at most " + max + " times here.");
    }
    if (!given.isEmpty() && parameters.all(SEGMENTS).size() > 1) {
      throw AmplitudeParameters.wrong(GROUPS, "It goes with a single segment.");
    }
    return given.stream().map(name -> AmplitudeProperty.ofUser(GROUPS, name)).toList();
  }

  private static List<ObjectNode> conditions(String text) {
    JsonNode list = AmplitudeJson.tree(SEGMENTS, text);
    if (!list.isArray()) {
      throw AmplitudeParameters.wrong(SEGMENTS, "A segment is a JSON list of conditions.");
    }
    List<ObjectNode> conditions = new ArrayList<>();
    for (JsonNode each : list) {
      AmplitudeJson condition = AmplitudeJson.object(SEGMENTS, each).only("prop", "op", "values");
      conditions.add(
          condition.text("prop").equals(COHORT)
              ? cohort(condition)
              : AmplitudeCondition.compare(
                  SEGMENTS,
                  AmplitudeProperty.ofUser(SEGMENTS, condition.text("prop")),
                  condition.text("op"),
                  condition.texts("values")));
    }
    return conditions;
  }

  /** A cohort's id is that of a saved segment. */
  private static ObjectNode cohort(AmplitudeJson condition) {
    ObjectNode in = JsonNodeFactory.instance.objectNode();
    ArrayNode any = in.putArray("any");
    condition.texts("values").forEach(id -> any.addObject().put("inSegment", id));
    return switch (condition.text("op")) {
      case "is" -> in;
      case "is not" -> JsonNodeFactory.instance.objectNode().set("not", in);
      default -> throw AmplitudeParameters.notHere(SEGMENTS, "Cohorts take is and is not.");
    };
  }
}
