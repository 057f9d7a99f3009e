package dev.riffle.ingest.collect.canonical;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON list as canonical text, so that equal lists are equal texts: no blanks, names sorted and
 * normalised, numbers in their shortest form, only what JSON demands escaped.
 */
final class ListText {
  private final PropertyLimits limits;

  ListText(PropertyLimits limits) {
    this.limits = limits;
  }

  /** Reads the list on which the parser stands; the list itself is at the given depth. */
  String read(JsonParser parser, String field, int depth)
      throws IOException, RejectedEventException {
    StringBuilder text = new StringBuilder();
    append(parser, field, depth, text);
    return text.toString();
  }

  private void append(JsonParser parser, String field, int depth, StringBuilder text)
      throws IOException, RejectedEventException {
    switch (parser.currentToken()) {
      case START_ARRAY -> appendList(parser, field, depth, text);
      case START_OBJECT -> appendObject(parser, field, depth, text);
      case VALUE_STRING -> appendQuoted(PropertyReader.text(parser, field, limits), text);
      case VALUE_NUMBER_INT -> text.append(decimal(PropertyReader.whole(parser, field, limits)));
      case VALUE_NUMBER_FLOAT ->
          text.append(decimal(PropertyReader.fraction(parser, field, limits)));
      case VALUE_TRUE -> text.append("true");
      case VALUE_FALSE -> text.append("false");
      case VALUE_NULL -> text.append("null");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a list's parser hands out values only");
    }
  }

  private void appendList(JsonParser parser, String field, int depth, StringBuilder text)
      throws IOException, RejectedEventException {
    PropertyReader.checkDepth(depth, limits, field);
    text.append('[');
    boolean first = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!first) {
        text.append(',');
      }
      first = false;
      append(parser, field, depth + 1, text);
    }
    text.append(']');
  }

  private void appendObject(JsonParser parser, String field, int depth, StringBuilder text)
      throws IOException, RejectedEventException {
    PropertyReader.checkDepth(depth, limits, field);
    SortedMap<String, String> members = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = CanonicalText.name(parser.currentName());
      parser.nextToken();
      StringBuilder value = new StringBuilder();
      append(parser, field, depth + 1, value);
      members.put(name, value.toString());
    }
    text.append('{');
    boolean first = true;
    for (var member : members.entrySet()) {
      if (!first) {
        text.append(',');
      }
      first = false;
      appendQuoted(member.getKey(), text);
      text.append(':').append(member.getValue());
    }
    text.append('}');
  }

  private static void appendQuoted(String value, StringBuilder text) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
  }

  private static String decimal(PropertyValue number) {
    return switch (number) {
      case PropertyValue.Numeric(double value) -> StoredValue.decimal(value);
      case PropertyValue.ExactNumber(String decimal) -> decimal;
      case PropertyValue.Text _,
          PropertyValue.Flag _,
          PropertyValue.ListJson _,
          PropertyValue.Null _ ->
          throw new IllegalStateException("not a number");
    };
  }
}
