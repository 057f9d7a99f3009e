package dev.riffle.query.answer;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;

/** A property's value for a person to read. */
public final class Label {
  public static final String NONE = "(none)";
  public static final String EMPTY = "(empty text)";

  private Label() {}

  /** Different values may have one label: the value itself tells 1 from "1". */
  public static String of(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String text) -> text.isEmpty() ? EMPTY : text;
      case PropertyValue.Numeric(double number) -> StoredValue.decimal(number);
      case PropertyValue.ExactNumber(String decimal) -> decimal;
      case PropertyValue.Flag(boolean on) -> String.valueOf(on);
      case PropertyValue.ListJson(String json) -> json;
      case PropertyValue.Null() -> NONE;
    };
  }

  /** The value of a group key as the engine returns it: the empty text is no value. */
  public static PropertyValue value(String stored) {
    return stored.isEmpty() ? new PropertyValue.Null() : StoredValue.decode(stored);
  }
}
