package dev.riffle.ingest.collect.protocol.mixpanel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.JsonFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import java.io.IOException;
import java.util.List;

/** Reads one event: its name, and everything else among its properties. */
final class MixpanelEventReader {
  private final PropertyReader properties;
  private final PropertyLimits limits;

  MixpanelEventReader(PropertyReader properties) {
    this.properties = properties;
    this.limits = properties.limits();
  }

  /** Reads the object on which the parser stands; what was good is kept even when this throws. */
  void readInto(MixpanelEvent event, JsonParser parser) throws IOException, RejectedEventException {
    JsonReader.readFields(parser, (at, field) -> readField(at, field, event));
  }

  private void readField(JsonParser parser, String field, MixpanelEvent event)
      throws IOException, RejectedEventException {
    switch (field) {
      case "event" -> event.name = JsonFields.eventName(parser, field, limits);
      case "properties" -> {
        if (JsonFields.isObject(parser, field)) {
          JsonReader.readFields(parser, (at, name) -> readProperty(at, name, event));
        }
      }
      default -> parser.skipChildren();
    }
  }

  private void readProperty(JsonParser parser, String name, MixpanelEvent event)
      throws IOException, RejectedEventException {
    switch (name) {
      case "token" -> event.token = JsonFields.text(parser, name, limits);
      case "distinct_id" -> event.distinctId = MixpanelFields.id(parser, name, limits);
      case "time" -> event.time = MixpanelFields.time(parser, name, limits);
      case "ip" -> event.address = JsonFields.text(parser, name, limits);
      case "$user_id" -> event.userId = MixpanelFields.id(parser, name, limits);
      case "$device_id" -> event.deviceId = MixpanelFields.id(parser, name, limits);
      case "$insert_id" -> event.insertId = MixpanelFields.id(parser, name, limits);
      case "$anon_distinct_id", "$anon_id" ->
          event.anonymousId = MixpanelFields.id(parser, name, limits);
      case "$identified_id" -> event.identifiedId = MixpanelFields.id(parser, name, limits);
      case "$distinct_ids" -> readIds(parser, name, event.distinctIds);
      case "mp_lib" -> event.library = JsonFields.text(parser, name, limits);
      case "$lib_version" -> event.libraryVersion = JsonFields.text(parser, name, limits);
      case "alias" -> readAlias(parser, name, event);
      default -> readOther(parser, name, event);
    }
  }

  /** A property of that name means an id only where two are joined. */
  private void readAlias(JsonParser parser, String name, MixpanelEvent event)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      event.alias = JsonFields.text(parser, name, limits);
    }
    properties.readMember(parser, name, event.properties);
  }

  private void readIds(JsonParser parser, String name, List<String> into)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw RejectedEventException.wrongType(name, "a list of two ids");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String id = MixpanelFields.id(parser, name, limits);
      if (id == null || into.size() == 2) {
        throw RejectedEventException.wrongType(name, "a list of two ids");
      }
      into.add(id);
    }
  }

  private void readOther(JsonParser parser, String name, MixpanelEvent event)
      throws IOException, RejectedEventException {
    if (MixpanelProperties.isKept(name)) {
      properties.readMember(parser, name, event.properties);
    } else {
      parser.skipChildren();
    }
  }
}
