package dev.riffle.event.table;

import dev.riffle.event.PropertyValue;

/**
 * The stored form of a property value: one text that keeps the type.
 *
 * <ul>
 *   <li>The empty text means: the property is missing. So {@code map[name]}, which gives the empty
 *       text for an absent key, needs no second look.
 *   <li>A text is stored as it is, unless it is empty or begins with U+0001: then U+0001 is put in
 *       front.
 *   <li>Everything else begins with U+0001 and a letter that no escaped text can have there: {@code
 *       #1.5} a number, {@code true}, {@code false}, {@code null}, {@code [...]} a list.
 * </ul>
 *
 * Numbers that a double holds are kept in the number maps, and take the form {@code #1.5} only
 * where both maps meet in one column (promoted columns, group keys). ClickHouse prints a Float64 in
 * its shortest form, which {@link Double#parseDouble} reads back exactly.
 */
public final class StoredValue {
  /** First character of everything that is not plain text. */
  public static final char TAG = '\u0001';

  /** Stored form of JSON null; questions treat it as missing. */
  public static final String NULL = TAG + "null";

  /** What a number's text is preceded by. */
  public static final String NUMBER_PREFIX = TAG + "#";

  private StoredValue() {}

  /** The stored text. Never empty. */
  public static String encode(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String text) ->
          text.isEmpty() || text.charAt(0) == TAG ? TAG + text : text;
      case PropertyValue.Numeric(double number) -> NUMBER_PREFIX + decimal(number);
      case PropertyValue.ExactNumber(String decimal) -> NUMBER_PREFIX + decimal;
      case PropertyValue.Flag(boolean on) -> TAG + (on ? "true" : "false");
      case PropertyValue.ListJson(String json) -> TAG + json;
      case PropertyValue.Null() -> NULL;
    };
  }

  /**
   * The value of a stored text.
   *
   * @throws IllegalArgumentException for the empty text, which stands for no value, and for texts
   *     that {@link #encode} never gives
   */
  public static PropertyValue decode(String stored) {
    if (stored.isEmpty()) {
      throw new IllegalArgumentException("the empty text stands for a missing property");
    }
    if (stored.charAt(0) != TAG) {
      return new PropertyValue.Text(stored);
    }
    String rest = stored.substring(1);
    if (rest.isEmpty() || rest.charAt(0) == TAG) {
      return new PropertyValue.Text(rest);
    }
    return switch (rest.charAt(0)) {
      case '#' -> number(rest.substring(1));
      case '[' -> new PropertyValue.ListJson(rest);
      case 't' -> new PropertyValue.Flag(true);
      case 'f' -> new PropertyValue.Flag(false);
      case 'n' -> new PropertyValue.Null();
      default -> throw new IllegalArgumentException("not a stored value");
    };
  }

  /** Shortest decimal text; whole numbers without a fraction, as ClickHouse and JSON print them. */
  public static String decimal(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e18
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static PropertyValue number(String decimal) {
    double number = Double.parseDouble(decimal);
    return isExact(decimal, number)
        ? new PropertyValue.Numeric(number)
        : new PropertyValue.ExactNumber(decimal);
  }

  /** True when the double stands for the decimal: any fraction, and whole numbers up to 2^53. */
  public static boolean isExact(String decimal, double number) {
    if (!Double.isFinite(number)) {
      return false;
    }
    boolean fraction =
        decimal.indexOf('.') >= 0 || decimal.indexOf('e') >= 0 || decimal.indexOf('E') >= 0;
    // 2^53 + 1 is rounded to 2^53, and ends in another digit
    return fraction
        || Math.abs(number) < 0x1p53
        || (Math.abs(number) == 0x1p53 && decimal.endsWith("2"));
  }
}
