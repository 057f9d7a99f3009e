package dev.riffle.ingest.collect.protocol.amplitude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.JsonFields;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads {@code user_properties} and {@code group_properties}: a dictionary of operations such as
 * {@code {"$set":{"plan":"pro"},"$add":{"n":1}}}, or a plain one, which sets. The two are not
 * mixed, and {@code $clearAll} comes alone.
 */
final class AmplitudeOperationsReader {
  private static final Map<String, PropertyOperation.Kind> KINDS =
      Arrays.stream(PropertyOperation.Kind.values())
          .collect(Collectors.toUnmodifiableMap(PropertyOperation.Kind::word, Function.identity()));

  private final PropertyReader properties;

  AmplitudeOperationsReader(PropertyReader properties) {
    this.properties = properties;
  }

  /** Reads the object on which the parser stands. */
  void read(JsonParser parser, String field, List<PropertyOperation> into)
      throws IOException, RejectedEventException {
    into.clear();
    if (!JsonFields.isObject(parser, field)) {
      return;
    }
    Map<String, PropertyValue> plain = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.startsWith("$")) {
        readOperation(parser, field, name, into);
      } else {
        properties.readMember(parser, name, plain);
      }
      check(field, plain.isEmpty() || into.isEmpty(), "operations and plain names are not mixed");
    }
    check(
        field,
        into.size() < 2
            || into.stream().noneMatch(o -> o.kind() == PropertyOperation.Kind.CLEAR_ALL),
        "$clearAll comes alone");
    plain.forEach((name, value) -> into.add(PropertyOperation.set(name, value)));
    checkCount(into.size());
  }

  private void readOperation(
      JsonParser parser, String field, String word, List<PropertyOperation> into)
      throws IOException, RejectedEventException {
    PropertyOperation.Kind kind = KINDS.get(word);
    if (kind == null) {
      throw invalid(field, "a name that begins with $ is one of " + KINDS.keySet());
    }
    if (kind == PropertyOperation.Kind.CLEAR_ALL) {
      parser.skipChildren();
      into.add(new PropertyOperation(kind, "", new PropertyValue.Null()));
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw RejectedEventException.wrongType(field + '.' + word, "an object");
    }
    Map<String, PropertyValue> operands = new LinkedHashMap<>();
    properties.readObject(parser, "", operands);
    for (Map.Entry<String, PropertyValue> operand : operands.entrySet()) {
      into.add(operation(kind, operand, field + '.' + word));
    }
    checkCount(into.size());
  }

  private static PropertyOperation operation(
      PropertyOperation.Kind kind, Map.Entry<String, PropertyValue> operand, String field)
      throws RejectedEventException {
    PropertyValue value = operand.getValue();
    if (kind == PropertyOperation.Kind.ADD && !(value instanceof PropertyValue.Numeric)) {
      throw RejectedEventException.wrongType(field, "an object of numbers");
    }
    return new PropertyOperation(
        kind,
        operand.getKey(),
        kind == PropertyOperation.Kind.UNSET ? new PropertyValue.Null() : value);
  }

  private void checkCount(int count) throws RejectedEventException {
    int max = properties.limits().properties();
    if (count > max) {
      throw new RejectedEventException(
          RejectionReason.TOO_MANY_PROPERTIES,
          "user_properties",
          "an event changes at most " + max + " properties");
    }
  }

  private static void check(String field, boolean good, String rule) throws RejectedEventException {
    if (!good) {
      throw invalid(field, rule);
    }
  }

  private static RejectedEventException invalid(String field, String rule) {
    return new RejectedEventException(
        RejectionReason.INVALID_OPERATION, field, field + ": " + rule);
  }
}
