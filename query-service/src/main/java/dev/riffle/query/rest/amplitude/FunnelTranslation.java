package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code /api/2/funnels} asks, as a question of ours. Pure.
 *
 * @param question JSON of a funnel
 */
record FunnelTranslation(ObjectNode question) {
  private static final int WINDOW_SECONDS = 30 * 24 * 3600;
  private static final int WINDOW_SECONDS_MAX = 366 * 24 * 3600;

  private static final Map<String, String> ORDERS =
      Map.of("ordered", "this", "unordered", "any", "sequential", "exact");

  static FunnelTranslation of(AmplitudeParameters parameters) {
    parameters.only("e", "start", "end", "mode", "n", "i", "s", "g", "cs", "limit");
    parameters.oneOf("n", Map.of("active", "active"), "active");
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    List<AmplitudeEvent> events =
        parameters.all("e").stream().map(text -> AmplitudeEvent.read("e", text)).toList();
    if (events.isEmpty()) {
      throw AmplitudeParameters.missing("e", "It is required, once for each step.");
    }
    ArrayNode steps = question.putArray("steps");
    events.forEach(event -> steps.add(event.named()));
    parameters.writeRange(question);
    question.put("order", parameters.oneOf("mode", ORDERS, "ordered"));
    question.put("interval", Intervals.of(parameters, Intervals.SEGMENTATION));
    int seconds = parameters.wholeNumber("cs", WINDOW_SECONDS, 1, WINDOW_SECONDS_MAX);
    question.put("window", seconds + "s");
    question.putArray("percentiles").add(50);
    AmplitudeSegments.write(parameters, question);
    writeBreakdown(parameters, events, question);
    return new FunnelTranslation(question);
  }

  /** By {@code g} at the first step, or by the {@code group_by} of one step at that step. */
  private static void writeBreakdown(
      AmplitudeParameters parameters, List<AmplitudeEvent> events, ObjectNode question) {
    List<AmplitudeProperty> groups = new ArrayList<>(AmplitudeSegments.groups(parameters, 1));
    int step = 1;
    for (int i = 0; i < events.size(); i++) {
      if (!events.get(i).groupBy().isEmpty()) {
        groups.addAll(events.get(i).groupBy());
        step = i + 1;
      }
    }
    if (groups.size() > 1) {
      throw AmplitudeParameters.notHere(
          "e", "A funnel is broken down by one property: either by g or by one group_by.");
    }
    int limit = Limits.groups(parameters);
    if (!groups.isEmpty()) {
      question.put("top", limit);
      groups
          .getFirst()
          .writeTo(question.putObject("breakdown"))
          .put("attribution", "step")
          .put("step", step);
    }
  }
}
