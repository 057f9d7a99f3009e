package dev.riffle.query.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the JSON of a request's body: one object, no duplicate names, nothing after it. */
public final class StrictJson {
  /** Deepest nesting of objects and lists. */
  public static final int MAX_DEPTH = 16;

  /** Longest string, in characters. */
  public static final int MAX_STRING_LENGTH = 8192;

  /** Longest number, in digits as written. */
  public static final int MAX_NUMBER_LENGTH = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING_LENGTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_STRING_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** The body as an object, or the problem that it is none. */
  public static JsonObject object(byte[] body) {
    JsonNode node = parse(text(body));
    if (!(node instanceof ObjectNode object)) {
      throw new ProblemException(
          ProblemType.INVALID_BODY,
          "The body is not a JSON object.",
          List.of(new FieldError("", "wrong-type", "It is " + JsonObject.kind(node) + ".")));
    }
    return new JsonObject(object);
  }

  /** Any JSON, under the same limits, from elsewhere than a body. */
  public static JsonNode node(String json) {
    return parse(json);
  }

  /** The body as text, or the problem that it is empty or no UTF-8. */
  public static String text(byte[] body) {
    if (body.length == 0) {
      throw new ProblemException(
          ProblemType.MALFORMED_JSON,
          "The body is empty.",
          List.of(new FieldError("", "malformed", "The body is empty.")));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is not UTF-8.");
    }
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (StreamConstraintsException e) {
      throw new ProblemException(
          ProblemType.MALFORMED_JSON,
          "The JSON goes beyond a limit: %d levels, %d characters a string, %d digits a number."
              .formatted(MAX_DEPTH, MAX_STRING_LENGTH, MAX_NUMBER_LENGTH));
    } catch (JsonProcessingException e) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, reason(e));
    }
  }

  /** Where, and whether it was a duplicate name; the parser's own words name its classes. */
  private static String reason(JsonProcessingException e) {
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
