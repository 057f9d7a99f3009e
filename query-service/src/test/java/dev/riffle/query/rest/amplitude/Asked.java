package dev.riffle.query.rest.amplitude;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.query.rest.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Requests of tests. */
final class Asked {
  private Asked() {}

  /** Names and values in turn; a name that comes again has several values. */
  static AmplitudeParameters with(String... namesAndValues) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values
          .computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>())
          .add(namesAndValues[i + 1].replace('\'', '"'));
    }
    return new AmplitudeParameters(values);
  }

  /** With single quotes, which read better here. */
  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** As it is written and read again: 18.0 and 18 are then one. */
  static JsonNode written(JsonNode node) {
    return json(node.toString());
  }

  static void isRefused(String parameter, String words, ThrowingCallable asked) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(asked)
        .matches(e -> e.type().status() == 400, "is a 400")
        .withMessageStartingWith("Parameter " + parameter + ": ")
        .withMessageContaining(words);
  }
}
