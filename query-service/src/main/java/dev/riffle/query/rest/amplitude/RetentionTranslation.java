package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What {@code /api/2/retention} asks, as a question of ours. Pure.
 *
 * @param question JSON of a retention
 */
record RetentionTranslation(ObjectNode question) {
  private static final String NEW = "_new";
  private static final String BRACKET = "bracket";

  private static final Map<String, String> RETURNS =
      Map.of("n-day", "on", BRACKET, "on", "rolling", "onOrAfter");

  static RetentionTranslation of(AmplitudeParameters parameters) {
    parameters.only("se", "re", "start", "end", "rm", "rb", "i", "s", "g");
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    AmplitudeEvent start = AmplitudeEvent.read("se", parameters.required("se"));
    AmplitudeEvent returning = AmplitudeEvent.read("re", parameters.required("re"));
    start.requireNoGroups();
    returning.requireNoGroups();
    if (start.type().equals(NEW)) {
      if (!start.conditions().isEmpty()) {
        throw AmplitudeParameters.notHere("se", "_new takes no filters.");
      }
      // a new person is one whose first event of all times lies on that day
      question.put("starts", "firstEver");
    } else {
      question.set("startEvent", start.namedOrAny());
    }
    question.set("returnEvent", returning.namedOrAny());
    parameters.writeRange(question);
    question.put("unit", Intervals.of(parameters, Intervals.DAYS));
    question.put("returned", parameters.oneOf("rm", RETURNS, "n-day"));
    writeBrackets(parameters, question);
    AmplitudeSegments.write(parameters, question);
    List<AmplitudeProperty> groups = AmplitudeSegments.groups(parameters, 1);
    if (!groups.isEmpty()) {
      question.put("top", Limits.GROUPS);
      groups.getFirst().writeTo(question.putArray("groupBy").addObject());
    }
    return new RetentionTranslation(question);
  }

  /** {@code [[0,5],[5,8]]}: the end of each is not part of it. */
  private static void writeBrackets(AmplitudeParameters parameters, ObjectNode question) {
    boolean bracketed = parameters.optional("rm").filter(BRACKET::equals).isPresent();
    if (!bracketed) {
      if (parameters.optional("rb").isPresent()) {
        throw AmplitudeParameters.wrong("rb", "It goes with rm=bracket.");
      }
      return;
    }
    JsonNode given = AmplitudeJson.tree("rb", parameters.required("rb"));
    ArrayNode brackets = question.putArray("brackets");
    for (JsonNode each : given) {
      if (!each.isArray() || each.size() != 2 || !each.get(0).isInt() || !each.get(1).isInt()) {
        throw unreadable();
      }
      brackets.addObject().put("from", each.get(0).intValue()).put("to", each.get(1).asInt() - 1);
    }
    if (!given.isArray() || brackets.isEmpty()) {
      throw unreadable();
    }
  }

  private static RuntimeException unreadable() {
    return AmplitudeParameters.wrong("rb", "It is a list of pairs of numbers such as [[0,5]].");
  }
}
