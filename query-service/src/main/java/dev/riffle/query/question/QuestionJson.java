package dev.riffle.query.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON of a question: strict, and within limits of size and depth. */
final class QuestionJson {
  /** Longest question, in characters. */
  public static final int CHARACTERS_MAX = 256 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxStringLength(2 * Predicate.TEXT_CHARACTERS_MAX)
                          .maxNameLength(200)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private QuestionJson() {}

  static JsonNode tree(String json) {
    if (json.length() > CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "", FaultCode.TOO_LARGE, "A question has at most " + CHARACTERS_MAX + " characters.");
    }
    try {
      return JSON.readTree(json);
    } catch (StreamConstraintsException e) {
      throw InvalidQuestion.at(
          "", FaultCode.TOO_LARGE, "This JSON nests too deep, or has too long a text or number.");
    } catch (JsonProcessingException e) {
      throw InvalidQuestion.at("", FaultCode.MALFORMED, whereNotJson(e));
    }
  }

  /** Where, and whether a name was repeated; the parser's own words name its classes. */
  private static String whereNotJson(JsonProcessingException e) {
    String what =
        e.getOriginalMessage().startsWith("Duplicate")
            ? "a field is given twice"
            : "this is not JSON";
    JsonLocation place = e.getLocation();
    return place == null
        ? "In the body " + what + "."
        : "Line %d, column %d: %s.".formatted(place.getLineNr(), place.getColumnNr(), what);
  }
}
