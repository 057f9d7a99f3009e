package dev.riffle.ingest.collect.protocol.mixpanel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.JsonFields;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads single fields as Mixpanel's libraries write them. The parser stands on the value. */
final class MixpanelFields {
  /** A larger number counts milliseconds: as seconds it would lie beyond the year 5000. */
  private static final long SECONDS_MAX = 100_000_000_000L;

  private MixpanelFields() {}

  /** A text, or a whole number as it was written: ids are both. */
  static @Nullable String id(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getTextLength() <= limits.numberCharacters()
        ? parser.getText()
        : JsonFields.text(parser, field, limits);
  }

  /** Seconds since 1970, with a fraction or without, or milliseconds. */
  static @Nullable Instant time(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    if (JsonFields.isNull(parser)) {
      return null;
    }
    boolean number =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    if (!number || parser.getTextLength() > limits.numberCharacters()) {
      throw new RejectedEventException(
          RejectionReason.INVALID_TIME,
          field,
          field + " must be a number: seconds or milliseconds since 1970");
    }
    // a double holds the milliseconds of any time that an event can have; others stay out of range
    double sent = parser.getDoubleValue();
    double millis = Math.abs(sent) > SECONDS_MAX ? sent : sent * 1000;
    return Instant.ofEpochMilli(Math.round(millis));
  }
}
