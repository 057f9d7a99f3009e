package dev.riffle.event;

/**
 * The value of a property. Types are kept: {@code 1}, {@code "1"} and {@code true} are three
 * values. Objects do not occur: the edge flattens them to dotted names.
 */
public sealed interface PropertyValue {
  /** Any text, the empty one too. */
  record Text(String text) implements PropertyValue {}

  /**
   * A number that a double holds exactly as written, or a fraction rounded to the nearest double.
   */
  record Numeric(double number) implements PropertyValue {
    public Numeric {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("a number is finite");
      }
      // -0.0 and 0.0 are one value, and would be two keys of a group
      number = number + 0.0;
    }
  }

  /** A number that a double would round, such as 2^64+1 or 1e400, as decimal text. */
  record ExactNumber(String decimal) implements PropertyValue {}

  /** True or false. */
  record Flag(boolean on) implements PropertyValue {}

  /** A list, as canonical JSON text. */
  record ListJson(String json) implements PropertyValue {
    public ListJson {
      if (!json.startsWith("[") || !json.endsWith("]")) {
        throw new IllegalArgumentException("a list is a JSON array");
      }
    }
  }

  /** JSON null: sent, and without a value. Questions count it as {@code (none)}. */
  record Null() implements PropertyValue {}

  static PropertyValue of(String text) {
    return new Text(text);
  }

  static PropertyValue of(double number) {
    return new Numeric(number);
  }

  static PropertyValue of(boolean on) {
    return new Flag(on);
  }
}
