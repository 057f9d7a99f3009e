package dev.riffle.ingest.collect.canonical;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import java.io.IOException;
import java.util.Map;

/**
 * Reads a JSON object into typed properties, in one pass and without a tree.
 *
 * <ul>
 *   <li>Nested objects become dotted names: {@code {"a":{"b":1}}} is {@code a.b}. An empty object
 *       has no values and leaves nothing.
 *   <li>When two values have the same name, as in {@code {"a.b":1,"a":{"b":2}}} or with a repeated
 *       key, the last one counts, as in every JSON library that keeps one of them.
 *   <li>Lists become canonical JSON text ({@link ListText}).
 *   <li>Numbers that a double would round, and those beyond its range, keep their text.
 *   <li>NaN and Infinity are no JSON: they make the whole request unreadable.
 * </ul>
 *
 * Thread-safe.
 */
public final class PropertyReader {
  /** Up to it a double holds every whole number; see StoredValue.isExact. */
  private static final long WHOLE_MAX = 1L << 53;

  private final PropertyLimits limits;
  private final ListText lists;

  public PropertyReader(PropertyLimits limits) {
    this.limits = limits;
    this.lists = new ListText(limits);
  }

  public PropertyLimits limits() {
    return limits;
  }

  /**
   * Reads the object on which the parser stands and leaves it on its end.
   *
   * @param prefix put before every name, such as {@code page.}; may be empty
   * @throws RejectedEventException when the object breaks a limit; the parser then stands inside
   */
  public void readObject(JsonParser parser, String prefix, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    readObject(parser, prefix, into, 1);
  }

  private void readObject(
      JsonParser parser, String prefix, Map<String, PropertyValue> into, int depth)
      throws IOException, RejectedEventException {
    checkDepth(depth, limits, prefix);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = name(parser.currentName(), prefix);
      parser.nextToken();
      readMember(parser, name, into, depth + 1);
    }
  }

  /** Reads one member of an object, whose value the parser stands on, under its name. */
  public void readMember(JsonParser parser, String name, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    readMember(parser, name(name, ""), into, 2);
  }

  private void readMember(
      JsonParser parser, String name, Map<String, PropertyValue> into, int depth)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      readObject(parser, name + '.', into, depth);
      return;
    }
    into.put(name, value(parser, name, depth));
    if (into.size() > limits.properties()) {
      throw new RejectedEventException(
          RejectionReason.TOO_MANY_PROPERTIES,
          "",
          "an event has at most " + limits.properties() + " properties");
    }
  }

  /** The value on which the parser stands, which is no object. */
  public PropertyValue readValue(JsonParser parser, String name)
      throws IOException, RejectedEventException {
    return value(parser, name, 1);
  }

  private PropertyValue value(JsonParser parser, String name, int depth)
      throws IOException, RejectedEventException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_STRING -> new PropertyValue.Text(text(parser, name, limits));
      case JsonTokenId.ID_NUMBER_INT -> whole(parser, name, limits);
      case JsonTokenId.ID_NUMBER_FLOAT -> fraction(parser, name, limits);
      case JsonTokenId.ID_TRUE -> new PropertyValue.Flag(true);
      case JsonTokenId.ID_FALSE -> new PropertyValue.Flag(false);
      case JsonTokenId.ID_NULL -> new PropertyValue.Null();
      case JsonTokenId.ID_START_ARRAY ->
          new PropertyValue.ListJson(lists.read(parser, name, depth));
      default -> throw RejectedEventException.wrongType(name, "a value");
    };
  }

  private String name(String sent, String prefix) throws RejectedEventException {
    String name = prefix.isEmpty() ? CanonicalText.name(sent) : prefix + CanonicalText.name(sent);
    if (sent.isEmpty()) {
      throw new RejectedEventException(
          RejectionReason.INVALID_NAME, "", "a property has a name that is not empty");
    }
    if (name.length() > limits.nameCharacters()) {
      throw new RejectedEventException(
          RejectionReason.NAME_TOO_LONG,
          "",
          "a property name, with the names of the objects around it, has at most "
              + limits.nameCharacters()
              + " characters");
    }
    return name;
  }

  static void checkDepth(int depth, PropertyLimits limits, String field)
      throws RejectedEventException {
    if (depth > limits.depth()) {
      throw new RejectedEventException(
          RejectionReason.TOO_DEEP,
          field,
          "properties are nested at most " + limits.depth() + " levels deep");
    }
  }

  static String text(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    if (parser.getTextLength() > limits.textCharacters()) {
      throw new RejectedEventException(
          RejectionReason.TEXT_TOO_LONG,
          field,
          "a text has at most " + limits.textCharacters() + " characters");
    }
    return CanonicalText.value(parser.getText());
  }

  static PropertyValue whole(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    checkNumber(parser, field, limits);
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number >= -WHOLE_MAX && number <= WHOLE_MAX) {
        return new PropertyValue.Numeric(number);
      }
    }
    return new PropertyValue.ExactNumber(parser.getText());
  }

  static PropertyValue fraction(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    checkNumber(parser, field, limits);
    double number = parser.getDoubleValue();
    return Double.isFinite(number)
        ? new PropertyValue.Numeric(number)
        : new PropertyValue.ExactNumber(parser.getText());
  }

  private static void checkNumber(JsonParser parser, String field, PropertyLimits limits)
      throws IOException, RejectedEventException {
    if (parser.getTextLength() > limits.numberCharacters()) {
      throw new RejectedEventException(
          RejectionReason.NUMBER_TOO_LONG,
          field,
          "a number has at most " + limits.numberCharacters() + " characters");
    }
  }
}
