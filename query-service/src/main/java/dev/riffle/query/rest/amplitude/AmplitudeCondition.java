package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A comparison of Amplitude's as a condition of ours. */
final class AmplitudeCondition {
  private static final String NONE = "(none)";
  private static final String DECIMAL = "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?";

  private static final Map<String, String> OPERATORS =
      Map.of(
          "is", "is",
          "is not", "isNot",
          "contains", "contains",
          "does not contain", "doesNotContain",
          "less", "less",
          "less or equal", "lessOrEqual",
          "greater", "greater",
          "greater or equal", "greaterOrEqual");

  private AmplitudeCondition() {}

  static ObjectNode compare(
      String parameter, AmplitudeProperty property, String operator, List<String> values) {
    String op = OPERATORS.get(operator);
    if (op == null) {
      throw AmplitudeParameters.notHere(
          parameter,
          "The operator is one of "
              + String.join(", ", new TreeSet<>(OPERATORS.keySet()))
              + "; set is and set is not are not to be had.");
    }
    if (values.isEmpty()) {
      throw AmplitudeParameters.wrong(parameter, "A condition has at least one value.");
    }
    ObjectNode condition = property.writeTo(JsonNodeFactory.instance.objectNode()).put("op", op);
    ArrayNode ours = condition.putArray("values");
    switch (op) {
      case "is", "isNot" -> values.forEach(value -> writeEqual(ours, value));
      case "contains", "doesNotContain" -> values.forEach(ours::add);
      default -> ours.add(number(parameter, values));
    }
    return condition;
  }

  /** Amplitude compares texts: {@code 18} is the text and the number, {@code (none)} no value. */
  private static void writeEqual(ArrayNode values, String value) {
    if (value.equals(NONE)) {
      values.addNull();
      return;
    }
    values.add(value);
    if (value.matches(DECIMAL)) {
      values.add(Double.parseDouble(value));
    } else if (value.equals("true") || value.equals("false")) {
      values.add(Boolean.parseBoolean(value));
    }
  }

  private static double number(String parameter, List<String> values) {
    if (values.size() != 1 || !values.getFirst().matches(DECIMAL)) {
      throw AmplitudeParameters.wrong(
          parameter, "Less and greater take exactly one number of at most 15 digits.");
    }
    return Double.parseDouble(values.getFirst());
  }
}
