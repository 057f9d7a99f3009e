package dev.riffle.local.deadletter;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** An event as JSON, for people to read. */
final class EventJson {
  /** Whole numbers up to here are shown without a fraction. */
  private static final double WHOLE_MAX = 1L << 53;

  private EventJson() {}

  static void write(EventRecord event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("ingestId", event.ingestId().toString());
    json.writeNumberField("project", event.project().number());
    json.writeStringField("kind", event.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("name", event.name());
    text(json, "userId", event.identity().userId());
    text(json, "deviceId", event.identity().deviceId());
    text(json, "messageId", event.messageId());
    json.writeStringField("occurredAt", event.time().occurredAt().toString());
    json.writeStringField("claimedAt", event.time().claimedAt().toString());
    json.writeStringField("receivedAt", event.time().receivedAt().toString());
    json.writeBooleanField("clamped", event.time().clamped());
    text(json, "sessionId", event.sessionId());
    text(json, "targetId", event.targetId());
    text(json, "library", event.library());
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, PropertyValue> property : event.properties().entrySet()) {
      json.writeFieldName(property.getKey());
      value(json, property.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("userOperations");
    for (PropertyOperation operation : event.userOperations()) {
      json.writeStartObject();
      json.writeStringField("operation", operation.kind().word());
      text(json, "name", operation.name());
      json.writeFieldName("value");
      value(json, operation.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  private static void value(JsonGenerator json, PropertyValue value) throws IOException {
    switch (value) {
      case PropertyValue.Text(String text) -> json.writeString(text);
      case PropertyValue.Numeric(double number) -> number(json, number);
      // a bad one is shown too, so it is text
      case PropertyValue.ExactNumber(String decimal) -> json.writeString(decimal);
      case PropertyValue.Flag(boolean on) -> json.writeBoolean(on);
      case PropertyValue.ListJson(String list) -> json.writeRawValue(list);
      case PropertyValue.Null() -> json.writeNull();
    }
  }

  private static void number(JsonGenerator json, double number) throws IOException {
    if (number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }
}
