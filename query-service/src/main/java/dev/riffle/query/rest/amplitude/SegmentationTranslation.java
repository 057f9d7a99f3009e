package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /api/2/events/segmentation} asks, as a question of ours. Pure.
 *
 * @param question JSON of a segmentation
 * @param key under which its answer has the numbers; empty when they are those of a formula
 */
record SegmentationTranslation(ObjectNode question, Optional<String> key) {
  private static final int ROLLING_MIN = 2;
  private static final int ROLLING_MAX = 90;
  private static final int GROUPS_MAX = 2;

  private static final Map<String, String> COUNTS =
      Map.of(
          "uniques", "uniques",
          "totals", "totals",
          "pct_dau", "activePercent",
          "average", "average");
  private static final Map<String, String> OF_PROPERTY = Map.of("sums", "sum", "value_avg", "avg");
  private static final Map<String, String> IN_FORMULA =
      Map.of("UNIQUES", "uniques", "TOTALS", "totals", "ACTIVE", "activePercent", "AVG", "average");
  private static final Pattern FUNCTION = Pattern.compile("([A-Za-z_0-9]+)\\s*\\(");

  static SegmentationTranslation of(AmplitudeParameters parameters) {
    parameters.only(
        "e", "e2", "m", "n", "start", "end", "i", "s", "g", "limit", "formula", "rollingWindow");
    parameters.oneOf("n", Map.of("any", "any", "active", "active"), "any");
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    List<AmplitudeEvent> events = new ArrayList<>();
    events.add(AmplitudeEvent.read("e", parameters.required("e")));
    parameters.optional("e2").ifPresent(text -> events.add(AmplitudeEvent.read("e2", text)));
    ArrayNode series = question.putArray("events");
    events.forEach(event -> series.add(event.named()));
    parameters.writeRange(question);
    question.put("interval", Intervals.of(parameters, Intervals.SEGMENTATION));
    AmplitudeSegments.write(parameters, question);
    Optional<String> key = writeMeasures(parameters, events, question);
    writeGroups(parameters, events, question);
    if (parameters.optional("rollingWindow").isPresent()) {
      question
          .putObject("window")
          .put(
              "rolling",
              parameters.wholeNumber("rollingWindow", ROLLING_MIN, ROLLING_MIN, ROLLING_MAX));
    }
    return new SegmentationTranslation(question, key);
  }

  private static Optional<String> writeMeasures(
      AmplitudeParameters parameters, List<AmplitudeEvent> events, ObjectNode question) {
    String metric = parameters.optional("m").orElse("uniques");
    ArrayNode measures = question.putArray("measures");
    if (metric.equals("formula")) {
      TreeSet<String> used = new TreeSet<>();
      String formula = formula(parameters.required("formula"), used);
      if (used.isEmpty()) {
        throw AmplitudeParameters.wrong("formula", "It has a function, such as UNIQUES(A).");
      }
      used.forEach(measures::add);
      question.putArray("formulas").add(formula);
      return Optional.empty();
    }
    if (parameters.optional("formula").isPresent()) {
      throw AmplitudeParameters.wrong("formula", "It goes with m=formula.");
    }
    if (OF_PROPERTY.containsKey(metric)) {
      AmplitudeEvent event = events.getFirst();
      if (events.size() > 1 || event.groupBy().size() != 1) {
        throw AmplitudeParameters.wrong(
            "m", metric + " needs one event, whose group_by names the property and nothing else.");
      }
      String key = "amplitude";
      event
          .groupBy()
          .getFirst()
          .writeTo(measures.addObject().put("measure", OF_PROPERTY.get(metric)).put("as", key));
      return Optional.of(key);
    }
    String count = COUNTS.get(metric);
    if (count == null) {
      throw AmplitudeParameters.notHere(
          "m", "It is one of uniques, totals, pct_dau, average, sums, value_avg, formula.");
    }
    measures.add(count);
    return Optional.of(count);
  }

  /** {@code UNIQUES(A)/UNIQUES(B)} in our words: {@code uniques(A)/uniques(B)}. */
  private static String formula(String text, Set<String> used) {
    Matcher function = FUNCTION.matcher(text);
    return function.replaceAll(found -> {
      String ours = IN_FORMULA.get(found.group(1).toUpperCase(Locale.ROOT));
      if (ours == null) {
        throw AmplitudeParameters.notHere(
            "formula", "Its functions are UNIQUES, TOTALS, ACTIVE and AVG.");
      }
      used.add(ours);
      return ours + "(";
    });
  }

  /** Groups are the question's: those of an event count when it is the only one. */
  private static void writeGroups(
      AmplitudeParameters parameters, List<AmplitudeEvent> events, ObjectNode question) {
    List<AmplitudeProperty> groups =
        new ArrayList<>(AmplitudeSegments.groups(parameters, GROUPS_MAX));
    boolean measured =
        parameters.optional("m").filter(metric -> OF_PROPERTY.containsKey(metric)).isPresent();
    if (events.size() > 1) {
      events.forEach(AmplitudeEvent::requireNoGroups);
    } else if (!measured) {
      groups.addAll(events.getFirst().groupBy());
    }
    if (parameters.optional("limit").isPresent() || !groups.isEmpty()) {
      question.put("top", Limits.groups(parameters));
    }
    if (!groups.isEmpty()) {
      ArrayNode groupBy = question.putArray("groupBy");
      groups.forEach(group -> group.writeTo(groupBy.addObject()));
    }
  }
}
