package dev.riffle.event.history;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations on lists, which are canonical JSON text. A single value counts as the list of it, a
 * missing one as the empty list. Elements are the same when their canonical texts are.
 */
final class ListOperations {
  /** A list that operations have grown has at most that many characters, as Amplitude's. */
  static final int CHARACTERS_MAX = 10_000;

  private ListOperations() {}

  static @Nullable PropertyValue apply(
      @Nullable PropertyValue before, PropertyOperation.Kind kind, PropertyValue operand) {
    PropertyValue.ListJson after = combined(before, kind, operand);
    if (after == null || after.json().length() > CHARACTERS_MAX) {
      return before;
    }
    return after;
  }

  static boolean isRefused(
      @Nullable PropertyValue before, PropertyOperation.Kind kind, PropertyValue operand) {
    PropertyValue.ListJson after = combined(before, kind, operand);
    return after != null && after.json().length() > CHARACTERS_MAX;
  }

  /** Null when there is nothing to remove from. */
  private static PropertyValue.@Nullable ListJson combined(
      @Nullable PropertyValue before, PropertyOperation.Kind kind, PropertyValue operand) {
    List<String> list = elements(before);
    List<String> more = elements(operand);
    switch (kind) {
      case APPEND -> list.addAll(more);
      case PREPEND -> list.addAll(0, more);
      case POST_INSERT -> list.addAll(absentFrom(list, more));
      case PRE_INSERT -> list.addAll(0, absentFrom(list, more));
      case REMOVE -> {
        if (PropertyOperations.isMissing(before)) {
          return null;
        }
        list.removeAll(more);
      }
      case SET, SET_ONCE, ADD, UNSET, CLEAR_ALL ->
          throw new IllegalArgumentException(kind + " is no operation on lists");
    }
    return new PropertyValue.ListJson("[" + String.join(",", list) + "]");
  }

  private static List<String> absentFrom(List<String> list, List<String> more) {
    return more.stream().distinct().filter(element -> !list.contains(element)).toList();
  }

  private static List<String> elements(@Nullable PropertyValue value) {
    List<String> elements = new ArrayList<>();
    switch (value) {
      case null -> {}
      case PropertyValue.Null() -> {}
      case PropertyValue.Text(String text) ->
          elements.add('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
      case PropertyValue.Numeric(double number) -> elements.add(StoredValue.decimal(number));
      case PropertyValue.ExactNumber(String decimal) -> elements.add(decimal);
      case PropertyValue.Flag(boolean on) -> elements.add(Boolean.toString(on));
      case PropertyValue.ListJson(String json) -> split(json, elements);
    }
    return elements;
  }

  /** Splits canonical JSON (no white space between tokens) at the commas of the outermost list. */
  private static void split(String json, List<String> elements) {
    int depth = 0;
    boolean quoted = false;
    int start = 1;
    for (int i = 1; i < json.length() - 1; i++) {
      char c = json.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        elements.add(json.substring(start, i));
        start = i + 1;
      }
    }
    if (json.length() > 2) {
      elements.add(json.substring(start, json.length() - 1));
    }
  }
}
