package dev.riffle.ingest.collect.protocol.amplitude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextValues;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.JsonFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one event. A field that is null is absent, as the Java library means it. */
final class AmplitudeEventReader {
  private final PropertyReader properties;
  private final PropertyLimits limits;
  private final AmplitudeOperationsReader operations;

  AmplitudeEventReader(PropertyReader properties) {
    this.properties = properties;
    this.limits = properties.limits();
    this.operations = new AmplitudeOperationsReader(properties);
  }

  /** Reads the object on which the parser stands. */
  AmplitudeEvent read(JsonParser parser, int index) throws IOException, RejectedEventException {
    AmplitudeEvent event = new AmplitudeEvent(index);
    JsonReader.readFields(parser, (at, field) -> readField(at, field, event));
    return event;
  }

  @Nullable String readText(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    return JsonFields.text(parser, field, limits);
  }

  /** ISO 8601 text from the current libraries, milliseconds from others. */
  @Nullable Instant readUploadTime(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? readTime(parser, field)
        : JsonFields.isoTime(parser, field, limits);
  }

  /** The member {@code min_id_length} of {@code options}, or the default. */
  int readMinIdLength(JsonParser parser) throws IOException, RejectedEventException {
    int[] length = {AmplitudeEvent.MIN_ID_LENGTH};
    if (JsonFields.isObject(parser, "options")) {
      JsonReader.readFields(
          parser,
          (at, field) -> {
            if (field.equals("min_id_length") && !JsonFields.isNull(at)) {
              length[0] = Math.toIntExact(readWhole(at, "options.min_id_length", 0, 256));
            } else {
              at.skipChildren();
            }
          });
    }
    return length[0];
  }

  private void readField(JsonParser parser, String field, AmplitudeEvent event)
      throws IOException, RejectedEventException {
    if (JsonFields.isNull(parser)) {
      return;
    }
    switch (field) {
      case "event_type" -> event.eventType = JsonFields.eventName(parser, field, limits);
      case "user_id" -> event.userId = readText(parser, field);
      case "device_id" -> event.deviceId = readText(parser, field);
      case "insert_id" -> event.insertId = readText(parser, field);
      case "uuid" -> event.uuid = readText(parser, field);
      case "library" -> event.library = readLibrary(parser, field);
      case "time", "timestamp" -> event.time = readTime(parser, field);
      case "ip" -> event.address = readText(parser, field);
      case "user_agent" -> event.userAgent = readText(parser, field);
      case "session_id" -> event.sessionId = readSession(parser, field);
      case "event_properties" -> readObject(parser, field, event.eventProperties);
      case "groups" -> readObject(parser, field, event.groups);
      case "group_type" -> event.groupType = readText(parser, field);
      case "group_value" -> event.groupValue = readText(parser, field);
      case "user_properties" -> operations.read(parser, field, event.userOperations);
      case "group_properties" -> operations.read(parser, field, event.groupOperations);
      case "api_properties" -> readPayment(parser, field, event);
      default -> readOther(parser, field, event);
    }
  }

  /** What {@code logRevenue} of amplitude-js was given; nothing else in there is the sender's. */
  private void readPayment(JsonParser parser, String field, AmplitudeEvent event)
      throws IOException, RejectedEventException {
    if (!JsonFields.isObject(parser, field)) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "price", "quantity", "productId" -> readOther(parser, name, event);
        default -> parser.skipChildren();
      }
    }
  }

  private void readOther(JsonParser parser, String field, AmplitudeEvent event)
      throws IOException, RejectedEventException {
    String name = AmplitudeProperties.FIELDS.get(field);
    if (name == null) {
      parser.skipChildren();
      return;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      throw RejectedEventException.wrongType(field, "a single value");
    }
    PropertyValue value = properties.readValue(parser, field);
    if (ContextValues.isKnown(value)) {
      event.fields.put(name, ContextValues.canonical(name, value));
    }
  }

  /** A text; from the first browser library an object. */
  private @Nullable String readLibrary(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return readText(parser, field);
    }
    Map<String, PropertyValue> library = new LinkedHashMap<>();
    properties.readObject(parser, "", library);
    return library.get("name") instanceof PropertyValue.Text(String name)
            && library.get("version") instanceof PropertyValue.Text(String version)
        ? name + '/' + version
        : null;
  }

  private void readObject(JsonParser parser, String field, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    into.clear();
    if (JsonFields.isObject(parser, field)) {
      properties.readObject(parser, "", into);
    }
  }

  private static Instant readTime(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      try {
        return Instant.ofEpochMilli(parser.getLongValue());
      } catch (DateTimeException e) {
        throw invalidTime(field);
      }
    }
    throw invalidTime(field);
  }

  private static RejectedEventException invalidTime(String field) {
    return new RejectedEventException(
        RejectionReason.INVALID_TIME,
        field,
        field + " must be a whole number: milliseconds since 1970");
  }

  /** A whole number; -1 stands for no session. */
  private static String readSession(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    long session = readWhole(parser, field, Long.MIN_VALUE, Long.MAX_VALUE);
    return session == -1 ? "" : Long.toString(session);
  }

  private static long readWhole(JsonParser parser, String field, long min, long max)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw RejectedEventException.wrongType(field, "a whole number");
  }
}
