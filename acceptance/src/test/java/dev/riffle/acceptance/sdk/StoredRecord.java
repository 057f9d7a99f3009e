package dev.riffle.acceptance.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;

/**
 * One row of the events table, with the types of its values back.
 *
 * @param user the sender's user id; empty for a device
 * @param hasSender whether the loader has written who that is
 * @param device empty when it was not told
 * @param target of a group its id, of an alias the previous id, else empty
 * @param message xxHash64 of the message id, as ClickHouse prints it; 0 without one
 * @param properties one object; every number in it is a double
 * @param userProperties as they were at the event
 */
record StoredRecord(
    String kind,
    String event,
    String user,
    boolean hasSender,
    String device,
    String target,
    String session,
    Instant time,
    Instant received,
    String message,
    String library,
    ObjectNode properties,
    ObjectNode userProperties) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a stored text begins with when it is not just text; see docs/events.md. */
  private static final char TYPED = 1;

  /** Reads one row as {@link StoredStory} asks for it. */
  static StoredRecord of(String row) {
    JsonNode cells = object(row);
    return new StoredRecord(
        cells.path("kind").asText(),
        cells.path("event").asText(),
        cells.path("user").asText(),
        !cells.path("sender_id").asText().isEmpty(),
        cells.path("device_id").asText(),
        cells.path("target_id").asText(),
        cells.path("session_id").asText(),
        Instant.ofEpochMilli(cells.path("time").asLong()),
        Instant.ofEpochMilli(cells.path("received").asLong()),
        cells.path("message").asText(),
        cells.path("library").asText(),
        properties(cells.path("text"), cells.path("number")),
        properties(cells.path("user_text"), cells.path("user_number")));
  }

  StoredRecord onDevice(String other) {
    return new StoredRecord(
        kind,
        event,
        user,
        hasSender,
        other,
        target,
        session,
        time,
        received,
        message,
        library,
        properties,
        userProperties);
  }

  /** JSON text as it compares with {@link #properties}. */
  static ObjectNode object(String json) {
    try {
      return (ObjectNode) withDoubles(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static ObjectNode properties(JsonNode text, JsonNode number) {
    ObjectNode properties = JSON.createObjectNode();
    text.properties().forEach(field -> properties.set(field.getKey(), typed(field.getValue())));
    number
        .properties()
        .forEach(field ->
            properties.set(field.getKey(), DoubleNode.valueOf(field.getValue().asDouble())));
    return properties;
  }

  private static JsonNode typed(JsonNode stored) {
    String text = stored.asText();
    if (text.isEmpty() || text.charAt(0) != TYPED) {
      return stored;
    }
    String rest = text.substring(1);
    if (rest.equals("true")
        || rest.equals("false")
        || rest.equals("null")
        || rest.startsWith("[")) {
      try {
        return withDoubles(JSON.readTree(rest));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(rest, e);
      }
    }
    return TextNode.valueOf(rest);
  }

  private static JsonNode withDoubles(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(withDoubles(field.getValue())));
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withDoubles(array.get(i)));
      }
    } else if (value.isNumber()) {
      return DoubleNode.valueOf(value.asDouble());
    }
    return value;
  }
}
