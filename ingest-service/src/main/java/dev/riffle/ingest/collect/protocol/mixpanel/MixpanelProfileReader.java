package dev.riffle.ingest.collect.protocol.mixpanel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.JsonFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one change of a profile, of a person or a group: any number of operations. */
final class MixpanelProfileReader {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "$set", Kind.SET,
          "$set_once", Kind.SET_ONCE,
          "$add", Kind.ADD,
          "$append", Kind.APPEND,
          "$union", Kind.POST_INSERT,
          "$remove", Kind.REMOVE);

  private final PropertyReader properties;
  private final PropertyLimits limits;

  MixpanelProfileReader(PropertyReader properties) {
    this.properties = properties;
    this.limits = properties.limits();
  }

  /** Reads the object on which the parser stands; what was good is kept even when this throws. */
  void readInto(MixpanelProfile profile, JsonParser parser)
      throws IOException, RejectedEventException {
    JsonReader.readFields(parser, (at, field) -> readField(at, field, profile));
  }

  private void readField(JsonParser parser, String field, MixpanelProfile profile)
      throws IOException, RejectedEventException {
    switch (field) {
      // the Java library has it without the dollar sign
      case "$token", "token" -> profile.token = JsonFields.text(parser, field, limits);
      case "$distinct_id" -> profile.distinctId = MixpanelFields.id(parser, field, limits);
      case "$user_id" -> profile.userId = MixpanelFields.id(parser, field, limits);
      case "$device_id" -> profile.deviceId = MixpanelFields.id(parser, field, limits);
      case "$group_key" -> profile.groupType = JsonFields.eventName(parser, field, limits);
      case "$group_id" -> profile.groupId = MixpanelFields.id(parser, field, limits);
      case "$ip" -> profile.address = JsonFields.text(parser, field, limits);
      case "$time" -> profile.time = MixpanelFields.time(parser, field, limits);
      case "$unset" -> readUnset(parser, field, profile);
      case "$delete" -> {
        parser.skipChildren();
        add(profile, new PropertyOperation(Kind.CLEAR_ALL, "", new PropertyValue.Null()));
      }
      default -> readOperation(parser, field, profile);
    }
  }

  private void readOperation(JsonParser parser, String field, MixpanelProfile profile)
      throws IOException, RejectedEventException {
    Kind kind = KINDS.get(field);
    if (kind == null) {
      // such as $ignore_time; an operation that is not known must not be lost unseen
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        throw new RejectedEventException(
            RejectionReason.INVALID_OPERATION, field, field + " is no operation that is known");
      }
      parser.skipChildren();
      return;
    }
    if (!JsonFields.isObject(parser, field)) {
      return;
    }
    Map<String, PropertyValue> operands = new LinkedHashMap<>();
    properties.readObject(parser, "", operands);
    for (Map.Entry<String, PropertyValue> operand : operands.entrySet()) {
      PropertyValue value = operand.getValue();
      if (kind == Kind.ADD && !(value instanceof PropertyValue.Numeric)) {
        throw RejectedEventException.wrongType(field, "an object of numbers");
      }
      // the browser library names all parts of a campaign, most with null
      if (kind != Kind.SET_ONCE || !(value instanceof PropertyValue.Null)) {
        add(profile, new PropertyOperation(kind, operand.getKey(), value));
      }
    }
  }

  private void readUnset(JsonParser parser, String field, MixpanelProfile profile)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw RejectedEventException.wrongType(field, "a list of names");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String name = JsonFields.eventName(parser, field, limits);
      if (name == null) {
        throw RejectedEventException.wrongType(field, "a list of names");
      }
      add(profile, new PropertyOperation(Kind.UNSET, name, new PropertyValue.Null()));
    }
  }

  private void add(MixpanelProfile profile, PropertyOperation operation)
      throws RejectedEventException {
    if (profile.operations.size() == limits.properties()) {
      throw new RejectedEventException(
          RejectionReason.TOO_MANY_PROPERTIES,
          "",
          "a record changes at most " + limits.properties() + " properties");
    }
    profile.operations.add(operation);
  }
}
