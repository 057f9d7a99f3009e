package dev.riffle.query.rest.amplitude;

import dev.riffle.query.question.Fault;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.rest.problem.ProblemException;

/** Names the parameter that a fault of the translated question comes from. */
final class QuestionFaults {
  private QuestionFaults() {}

  static ProblemException inParameters(InvalidQuestion invalid) {
    Fault fault = invalid.faults().getFirst();
    String[] path = fault.pointer().split("/", -1);
    String field = path.length > 1 ? path[1] : "";
    String index = path.length > 2 ? path[2] : "";
    return AmplitudeParameters.wrong(parameter(field, index), fault.detail());
  }

  private static String parameter(String field, String index) {
    return switch (field) {
      case "events" -> index.equals("1") ? "e2" : "e";
      case "startEvent" -> "se";
      case "returnEvent" -> "re";
      case "segments" -> "s";
      case "groupBy", "breakdown" -> "g";
      case "from" -> "start";
      case "to" -> "end";
      case "interval", "unit" -> "i";
      case "measures" -> "m";
      case "formulas" -> "formula";
      case "brackets" -> "rb";
      case "window" -> "rollingWindow";
      case "order" -> "mode";
      case "top" -> "limit";
      // steps; and what has no place of its own is a matter of what is asked about
      default -> "e";
    };
  }
}
