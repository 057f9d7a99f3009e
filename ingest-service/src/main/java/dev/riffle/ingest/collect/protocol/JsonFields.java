package dev.riffle.ingest.collect.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.canonical.CanonicalText;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads single fields of fixed types. The parser stands on the field's value. JSON null is null.
 */
public final class JsonFields {
  private JsonFields() {}

  /** A text as it was sent, but for NUL and lone surrogates. */
  public static @Nullable String text(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    if (isNull(parser)) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw RejectedEventException.wrongType(field, "a text");
    }
    if (parser.getTextLength() > limits.textCharacters()) {
      throw new RejectedEventException(
          RejectionReason.TEXT_TOO_LONG,
          field,
          field + " has at most " + limits.textCharacters() + " characters");
    }
    return CanonicalText.value(parser.getText());
  }

  /** The name of an event. */
  public static @Nullable String eventName(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    String text = text(parser, field, limits);
    if (text == null) {
      return null;
    }
    String name = CanonicalText.name(text);
    if (name.isEmpty()) {
      throw new RejectedEventException(
          RejectionReason.INVALID_NAME, field, field + " must not be empty");
    }
    if (name.length() > limits.nameCharacters()) {
      throw new RejectedEventException(
          RejectionReason.NAME_TOO_LONG,
          field,
          field + " has at most " + limits.nameCharacters() + " characters");
    }
    return name;
  }

  /** A time as ISO 8601 text. */
  public static @Nullable Instant isoTime(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    String text = text(parser, field, limits);
    if (text == null) {
      return null;
    }
    try {
      return IsoTime.parse(text);
    } catch (DateTimeException e) {
      throw new RejectedEventException(
          RejectionReason.INVALID_TIME,
          field,
          field + " must be an ISO 8601 time such as 2026-11-22T12:00:00.000Z");
    }
  }

  /** False for null; a value that is no object is refused. */
  public static boolean isObject(JsonParser parser, String field) throws RejectedEventException {
    if (isNull(parser)) {
      return false;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw RejectedEventException.wrongType(field, "an object");
    }
    return true;
  }

  public static boolean isNull(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }
}
