package dev.riffle.query.rest;

import dev.riffle.event.Identity;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of an address, each at most once, and none that means nothing. */
record Parameters(Map<String, String> values) {
  static final String SEARCH = "search";
  static final String LIMIT = "limit";
  static final String OF = "of";

  /** Longest text to search for, in characters. */
  static final int MAX_SEARCH_LENGTH = 200;

  Parameters {
    values = Map.copyOf(values);
  }

  /** All parameters, whatever their names. */
  static Parameters in(UriInfo address) {
    Map<String, String> values = new LinkedHashMap<>();
    List<FieldError> errors = new ArrayList<>();
    address
        .getQueryParameters()
        .forEach((name, given) -> {
          values.put(name, given.getFirst());
          if (given.size() > 1) {
            errors.add(new FieldError("?" + name, "duplicate", "It is given more than once."));
          }
        });
    refuse(errors);
    return new Parameters(values);
  }

  Parameters only(String... known) {
    String detail = "Unknown parameter; known here: " + String.join(", ", known) + ".";
    refuse(
        values.keySet().stream()
            .filter(name -> !Arrays.asList(known).contains(name))
            .sorted()
            .map(name -> new FieldError("?" + name, "unknown-field", detail))
            .toList());
    return this;
  }

  /** What names shall contain; everything contains the empty text, which is the default. */
  String search() {
    String search = values.getOrDefault(SEARCH, "");
    if (search.length() > MAX_SEARCH_LENGTH) {
      throw wrong(SEARCH, "out-of-bounds", "It has at most " + MAX_SEARCH_LENGTH + " characters.");
    }
    return search;
  }

  int limit(int absent, int max) {
    String limit = values.get(LIMIT);
    if (limit == null) {
      return absent;
    }
    if (!limit.matches("[1-9][0-9]{0,8}") || Integer.parseInt(limit) > max) {
      throw wrong(LIMIT, "out-of-bounds", "It is a whole number from 1 to " + max + ".");
    }
    return Integer.parseInt(limit);
  }

  /** The id of a user or a device, which must be there. */
  String id(String name) {
    String id = values.getOrDefault(name, "");
    if (id.isEmpty() || id.length() > Identity.ID_CHARACTERS_MAX) {
      throw wrong(
          name,
          id.isEmpty() ? "missing" : "out-of-bounds",
          "It is an id of 1 to " + Identity.ID_CHARACTERS_MAX + " characters.");
    }
    return id;
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<Instant> instant(String name) {
    try {
      return optional(name).map(Instant::parse).map(at -> TimeRange.checked("", at));
    } catch (InvalidQuestion e) {
      throw wrong(name, "out-of-bounds", e.faults().getFirst().detail());
    } catch (DateTimeException e) {
      throw wrong(name, "malformed", "It is an instant such as 2026-11-22T09:30:00.123Z.");
    }
  }

  /** A constant of the enum, written in lower case. */
  <E extends Enum<E>> E constant(String name, Class<E> type, E absent) {
    String given = values.get(name);
    if (given == null) {
      return absent;
    }
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String wire = constant.name().toLowerCase(Locale.ROOT);
      if (wire.equals(given)) {
        return constant;
      }
      known.add(wire);
    }
    throw wrong(name, "unknown-value", "It is one of " + String.join(", ", known) + ".");
  }

  Optional<PropertyOf> of() {
    String of = values.get(OF);
    if (of == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(PropertyOf.values())
            .filter(candidate -> candidate.wire().equals(of))
            .findAny()
            .orElseThrow(() -> wrong(OF, "unknown-value", "It is event or user.")));
  }

  static ProblemException wrong(String name, String code, String detail) {
    return new ProblemException(
        ProblemType.INVALID_PARAMETER,
        "The parameter \"" + name + "\" is wrong. " + detail,
        List.of(new FieldError("?" + name, code, detail)));
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "Parameters of the address are wrong.", errors);
    }
  }
}
