package dev.riffle.ingest.collect.protocol.posthog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.JsonFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event. Much of what is an event's own field elsewhere stands among the properties here.
 */
final class PosthogEventReader {
  private final PropertyReader properties;
  private final PropertyLimits limits;

  PosthogEventReader(PropertyReader properties) {
    this.properties = properties;
    this.limits = properties.limits();
  }

  /** Reads the object on which the parser stands. */
  PosthogEvent read(JsonParser parser, int index) throws IOException, RejectedEventException {
    PosthogEvent event = new PosthogEvent(index);
    JsonReader.readFields(parser, (at, field) -> readField(at, field, event));
    return event;
  }

  /** A text, or a number as it was written: some programs send the number of a row as an id. */
  @Nullable String readText(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getTextLength() <= limits.numberCharacters()
        ? parser.getText()
        : JsonFields.text(parser, field, limits);
  }

  /** ISO 8601 text, or milliseconds. */
  @Nullable Instant readTime(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return JsonFields.isoTime(parser, field, limits);
    }
    try {
      return Instant.ofEpochMilli(parser.getLongValue());
    } catch (IOException | DateTimeException e) {
      throw new RejectedEventException(
          RejectionReason.INVALID_TIME, field, field + " must be an ISO 8601 time");
    }
  }

  private void readField(JsonParser parser, String field, PosthogEvent event)
      throws IOException, RejectedEventException {
    switch (field) {
      case "event" -> event.name = JsonFields.eventName(parser, field, limits);
      case "distinct_id" -> event.distinctId = readText(parser, field);
      case "timestamp" -> event.timestamp = readTime(parser, field);
      case "sent_at" -> event.sentAt = readTime(parser, field);
      case "session_id" -> event.sessionId = readText(parser, field);
      case "options" -> readOptions(parser, field, event);
      case "uuid" -> event.uuid = readText(parser, field);
      case "api_key", "token" -> event.token = readText(parser, field);
      case "$set" -> readObject(parser, field, event.set);
      case "$set_once" -> readObject(parser, field, event.setOnce);
      case "$unset" -> readNames(parser, field, event.unset);
      case "properties" -> {
        if (JsonFields.isObject(parser, field)) {
          JsonReader.readFields(parser, (at, name) -> readProperty(at, name, event));
        }
      }
      default -> parser.skipChildren();
    }
  }

  /** What the newer API has beside the properties, and the older one among them. */
  private static void readOptions(JsonParser parser, String field, PosthogEvent event)
      throws IOException, RejectedEventException {
    if (JsonFields.isObject(parser, field)) {
      JsonReader.readFields(
          parser,
          (at, name) -> {
            switch (name) {
              case "process_person_profile" -> event.anonymous |= isFalse(at);
              case "disable_skew_correction" -> event.timeIsExact |= isTrue(at);
              default -> at.skipChildren();
            }
          });
    }
  }

  private void readProperty(JsonParser parser, String name, PosthogEvent event)
      throws IOException, RejectedEventException {
    switch (name) {
      case "distinct_id" -> {
        String inside = readText(parser, name);
        event.distinctId = event.distinctId == null ? inside : event.distinctId;
      }
      case "token" -> {
        String inside = readText(parser, name);
        event.token = event.token == null ? inside : event.token;
      }
      case "$device_id" -> event.deviceId = readText(parser, name);
      case "$user_id" -> event.userId = readText(parser, name);
      case "$anon_distinct_id" -> event.anonymousId = readText(parser, name);
      case "alias" -> readAlias(parser, name, event);
      case "$session_id" -> event.sessionId = readText(parser, name);
      case "$insert_id" -> event.insertId = readText(parser, name);
      case "$lib" -> event.library = readText(parser, name);
      case "$lib_version" -> event.libraryVersion = readText(parser, name);
      case "$raw_user_agent" -> event.userAgent = readText(parser, name);
      case "$ip" -> event.address = readText(parser, name);
      case "$set" -> readObject(parser, name, event.set);
      case "$set_once" -> readObject(parser, name, event.setOnce);
      case "$unset" -> readNames(parser, name, event.unset);
      case "$groups" -> readObject(parser, name, event.groups);
      case "$group_type" -> event.groupType = readText(parser, name);
      case "$group_key" -> event.groupKey = readText(parser, name);
      case "$group_set" -> readObject(parser, name, event.groupSet);
      case "$is_identified" -> event.anonymous |= isFalse(parser);
      case "$process_person_profile" -> event.anonymous |= isFalse(parser);
      case "$is_server", "$geoip_disable" -> event.fromServer |= isTrue(parser);
      default -> readOther(parser, name, event);
    }
  }

  /** A property of that name means the previous id only where two ids are joined. */
  private void readAlias(JsonParser parser, String name, PosthogEvent event)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      event.alias = readText(parser, name);
    } else {
      properties.readMember(parser, name, event.properties);
    }
  }

  private void readOther(JsonParser parser, String name, PosthogEvent event)
      throws IOException, RejectedEventException {
    if (PosthogProperties.isKept(name, JsonFields.isNull(parser))) {
      properties.readMember(parser, name, event.properties);
    } else {
      parser.skipChildren();
    }
  }

  private void readObject(JsonParser parser, String field, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    if (JsonFields.isObject(parser, field)) {
      properties.readObject(parser, "", into);
    }
  }

  private void readNames(JsonParser parser, String field, List<String> into)
      throws IOException, RejectedEventException {
    if (JsonFields.isNull(parser)) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw RejectedEventException.wrongType(field, "a list of names");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String name = JsonFields.eventName(parser, field, limits);
      if (name == null || into.size() == limits.properties()) {
        throw RejectedEventException.wrongType(
            field, "a list of at most " + limits.properties() + " names");
      }
      into.add(name);
    }
  }

  private static boolean isTrue(JsonParser parser) throws IOException {
    parser.skipChildren();
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private static boolean isFalse(JsonParser parser) throws IOException {
    parser.skipChildren();
    return parser.currentToken() == JsonToken.VALUE_FALSE;
  }
}
