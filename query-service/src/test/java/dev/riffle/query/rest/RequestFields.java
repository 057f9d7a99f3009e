package dev.riffle.query.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Every field of a request's body that takes a text: all that its schema has, each in the smallest
 * body that the schema allows, and all that its examples have. A new field is found by itself.
 */
final class RequestFields {
  /** A name that the story's catalog has, as event and as property. */
  static final String HARMLESS = "Harmless Name";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * A field.
   *
   * @param pointer where it stands
   * @param body with a value in it
   */
  record Field(String pointer, UnaryOperator<JsonNode> body) {
    Field within(String place, UnaryOperator<JsonNode> parent) {
      return new Field(pointer + place, value -> body.apply(parent.apply(value)));
    }
  }

  private final JsonNode schemas;

  RequestFields(JsonNode document) {
    this.schemas = document.path("components").path("schemas");
  }

  List<Field> of(JsonNode schema, Iterable<JsonNode> examples) {
    List<Field> fields = new ArrayList<>();
    walk(schema, new Field("", value -> value), Set.of(), fields);
    examples.forEach(example -> fields.addAll(texts(example)));
    return fields;
  }

  /** All texts that an example has. */
  static List<Field> texts(JsonNode example) {
    List<Field> fields = new ArrayList<>();
    leaves(example, new Field("", value -> value), fields);
    return fields;
  }

  private void walk(JsonNode schema, Field at, Set<String> within, List<Field> found) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText();
      // a clause within a clause has the fields of a clause
      if (!within.contains(name)) {
        Set<String> deeper = new HashSet<>(within);
        deeper.add(name);
        walk(resolved(schema), at, deeper, found);
      }
      return;
    }
    if (hasType(schema, "string") || schema.has("enum")) {
      found.add(at);
    }
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      schema.path(choice).forEach(each -> walk(each, at, within, found));
    }
    if (schema.has("items")) {
      walk(schema.get("items"), at.within("/0", RequestFields::list), within, found);
    }
    ObjectNode least = least(schema) instanceof ObjectNode object ? object : JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      walk(
          property.getValue(),
          at.within("/" + name, value -> least.deepCopy().set(name, value)),
          within,
          found);
    }
  }

  private static void leaves(JsonNode example, Field at, List<Field> found) {
    if (example.isTextual()) {
      found.add(at);
    } else if (example instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        int place = i;
        leaves(
            list.get(i),
            at.within(
                "/" + i,
                value -> {
                  ArrayNode copy = list.deepCopy();
                  copy.set(place, value);
                  return copy;
                }),
            found);
      }
    } else if (example instanceof ObjectNode object) {
      object
          .properties()
          .forEach(property ->
              leaves(
                  property.getValue(),
                  at.within(
                      "/" + property.getKey(),
                      value -> object.deepCopy().set(property.getKey(), value)),
                  found));
    }
  }

  /** The smallest value that a schema allows, more or less. */
  private JsonNode least(JsonNode schema) {
    return least(schema, Set.of()).orElseThrow();
  }

  /**
   * Of the choices of a schema the first that does not need the schema itself again.
   *
   * @param within names of the schemas that are being filled; empty when it needs one of them
   */
  private Optional<JsonNode> least(JsonNode schema, Set<String> within) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText();
      Set<String> deeper = new HashSet<>(within);
      return deeper.add(name) ? least(resolved(schema), deeper) : Optional.empty();
    }
    for (String sample : List.of("const", "example", "default")) {
      if (schema.has(sample)) {
        return Optional.of(schema.get(sample));
      }
    }
    if (schema.path("enum").size() > 0) {
      return Optional.of(schema.get("enum").get(0));
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.path(choice).size() > 0) {
        return schema
            .path(choice)
            .valueStream()
            .flatMap(each -> least(each, within).stream())
            .findFirst();
      }
    }
    if (schema.has("properties")) {
      return leastObject(schema, within);
    }
    if (hasType(schema, "array")) {
      return schema.path("minItems").asInt() > 0
          ? least(schema.path("items"), within).map(RequestFields::list)
          : Optional.of(list());
    }
    if (hasType(schema, "integer") || hasType(schema, "number")) {
      return Optional.of(JSON.numberNode(1));
    }
    return Optional.of(
        hasType(schema, "boolean") ? JSON.booleanNode(false) : JSON.textNode(HARMLESS));
  }

  private Optional<JsonNode> leastObject(JsonNode schema, Set<String> within) {
    ObjectNode object = JSON.objectNode();
    for (JsonNode name : schema.path("required")) {
      Optional<JsonNode> value = least(schema.path("properties").path(name.asText()), within);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      object.set(name.asText(), value.get());
    }
    return Optional.of(object);
  }

  private JsonNode resolved(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.isEmpty() ? schema : schemas.path(ref.substring(ref.lastIndexOf('/') + 1));
  }

  private static ArrayNode list(JsonNode... values) {
    return JSON.arrayNode().addAll(List.of(values));
  }

  private static boolean hasType(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    if (types.isTextual()) {
      return types.asText().equals(type);
    }
    for (JsonNode each : types) {
      if (each.asText().equals(type)) {
        return true;
      }
    }
    return false;
  }
}
