package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The parameters of a request to Amplitude's API as they came; names and forms from its reference,
 * "Dashboard REST API".
 */
record AmplitudeParameters(Map<String, List<String>> values) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  AmplitudeParameters {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, given) -> copy.put(name, List.copyOf(given)));
    values = Map.copyOf(copy);
  }

  static AmplitudeParameters in(UriInfo address) {
    return new AmplitudeParameters(address.getQueryParameters());
  }

  /** Refuses all others: what is not understood would otherwise change a number unnoticed. */
  AmplitudeParameters only(String... known) {
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Arrays.asList(known));
    if (!unknown.isEmpty()) {
      throw wrong(
          unknown.first(), "It cannot be used here; known are " + String.join(", ", known) + ".");
    }
    return this;
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> optional(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw wrong(name, "It is given more than once.");
    }
    return given.stream().findFirst();
  }

  String required(String name) {
    return optional(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> missing(name, "It is required."));
  }

  /** One of the few texts that a parameter takes. */
  <T> T oneOf(String name, Map<String, T> known, String absent) {
    String given = optional(name).orElse(absent);
    T value = known.get(given);
    if (value == null) {
      throw wrong(
          name, "It is one of " + String.join(", ", new TreeSet<>(known.keySet())) + " here.");
    }
    return value;
  }

  int wholeNumber(String name, int absent, int min, int max) {
    String given = optional(name).orElse(String.valueOf(absent));
    if (given.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(given);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw wrong(name, "It is a whole number from " + min + " to " + max + ".");
  }

  /** Writes {@code start} and {@code end}, both included, as the question's range. */
  void writeRange(ObjectNode question) {
    question.put("from", date("start").toString());
    question.put("to", date("end").toString());
  }

  private LocalDate date(String name) {
    String given = required(name);
    try {
      return LocalDate.parse(given, DATE);
    } catch (DateTimeParseException e) {
      throw wrong(name, "It is a date such as 20261122.");
    }
  }

  static ProblemException wrong(String name, String detail) {
    return refusal(name, "malformed", detail);
  }

  static ProblemException missing(String name, String detail) {
    return refusal(name, AmplitudeRefusal.MISSING, detail);
  }

  /** What Amplitude knows and Riffle's questions cannot say. */
  static ProblemException notHere(String name, String detail) {
    return refusal(name, "not-supported", detail);
  }

  private static ProblemException refusal(String name, String code, String detail) {
    return new ProblemException(
        ProblemType.INVALID_PARAMETER,
        "Parameter " + name + ": " + detail,
        List.of(new FieldError("?" + name, code, detail)));
  }
}
