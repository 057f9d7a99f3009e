package dev.riffle.query.rest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flat object of an administrative request. Each reading method says which type it expects and
 * refuses every other one with a pointer; JSON {@code null} counts as not given.
 */
public final class JsonObject {
  private final ObjectNode fields;

  JsonObject(ObjectNode fields) {
    this.fields = fields;
  }

  /**
   * Refuses all fields but these. Called first, so that a typing error is not taken for absence.
   */
  public JsonObject only(String... known) {
    Set<String> unknown = new TreeSet<>();
    fields.fieldNames().forEachRemaining(unknown::add);
    Arrays.asList(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      String detail = "Unknown field; known here: " + String.join(", ", known) + ".";
      throw new ProblemException(
          ProblemType.INVALID_BODY,
          "The body has fields that mean nothing here.",
          unknown.stream()
              .map(name -> new FieldError(pointer(name), "unknown-field", detail))
              .toList());
    }
    return this;
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "missing", "It is required."));
  }

  public Optional<String> optionalText(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw wrong(name, "wrong-type", "It must be a string, not " + kind(node) + ".");
    }
    return Optional.of(node.textValue());
  }

  /** Whatever stands there. */
  public JsonNode node(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      throw wrong(name, "missing", "It is required.");
    }
    return node;
  }

  public int wholeNumber(String name) {
    JsonNode node = node(name);
    if (!node.isInt()) {
      throw wrong(name, "wrong-type", "It must be a whole number, not " + kind(node) + ".");
    }
    return node.intValue();
  }

  /** A constant of the enum, written in lower case. */
  public <E extends Enum<E>> Optional<E> optionalConstant(String name, Class<E> type) {
    return optionalText(name).map(text -> constant(name, text, type));
  }

  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return constant(name, text(name), type);
  }

  /** The text of a field that is stored: PostgreSQL's texts have no U+0000. */
  public static String storable(String name, String text) {
    if (text.indexOf('\0') >= 0) {
      throw wrong(name, "malformed", "It has no character U+0000.");
    }
    return text;
  }

  /** A refusal of this field's value. */
  public static ProblemException wrong(String name, String code, String detail) {
    return new ProblemException(
        ProblemType.INVALID_BODY,
        "The field \"" + name + "\" is wrong. " + detail,
        List.of(new FieldError(pointer(name), code, detail)));
  }

  private static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String wire = constant.name().toLowerCase(Locale.ROOT);
      if (wire.equals(text)) {
        return constant;
      }
      known.add(wire);
    }
    throw wrong(name, "unknown-value", "It must be one of " + String.join(", ", known) + ".");
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NULL, MISSING -> "null";
      case BINARY, POJO -> "something else";
    };
  }
}
