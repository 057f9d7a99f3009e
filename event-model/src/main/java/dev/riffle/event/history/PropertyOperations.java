package dev.riffle.event.history;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an operation makes of a value; null stands for a missing property. JSON null is a value that
 * questions show as missing, and operations treat as missing too. Meanings: docs/semantics.md,
 * "Properties"; they are those of Amplitude's identify API.
 */
final class PropertyOperations {
  private PropertyOperations() {}

  static @Nullable PropertyValue apply(
      @Nullable PropertyValue before, PropertyOperation.Kind kind, PropertyValue operand) {
    return switch (kind) {
      case SET -> operand;
      case SET_ONCE -> isMissing(before) ? operand : before;
      case UNSET, CLEAR_ALL -> null;
      case ADD -> add(before, operand);
      case APPEND, PREPEND, PRE_INSERT, POST_INSERT, REMOVE ->
          ListOperations.apply(before, kind, operand);
    };
  }

  /** True when the operation does not fit the value, and {@link #apply} leaves it as it is. */
  static boolean isRefused(
      @Nullable PropertyValue before, PropertyOperation.Kind kind, PropertyValue operand) {
    return switch (kind) {
      case SET, SET_ONCE, UNSET, CLEAR_ALL -> false;
      case ADD -> !isNumber(operand) || (!isMissing(before) && !isNumber(before));
      case APPEND, PREPEND, PRE_INSERT, POST_INSERT, REMOVE ->
          ListOperations.isRefused(before, kind, operand);
    };
  }

  static boolean isMissing(@Nullable PropertyValue value) {
    return value == null || value instanceof PropertyValue.Null;
  }

  private static @Nullable PropertyValue add(
      @Nullable PropertyValue before, PropertyValue operand) {
    if (isRefused(before, PropertyOperation.Kind.ADD, operand)) {
      return before;
    }
    if (operand instanceof PropertyValue.Numeric(double more)) {
      if (isMissing(before)) {
        return operand;
      }
      if (before instanceof PropertyValue.Numeric(double number)
          && Double.isFinite(number + more)
          && isExactSum(number, more)) {
        return new PropertyValue.Numeric(number + more);
      }
    }
    BigDecimal sum = isMissing(before) ? decimal(operand) : decimal(before).add(decimal(operand));
    double rounded = sum.doubleValue();
    return sum.compareTo(new BigDecimal(rounded)) == 0 && Math.abs(rounded) <= 0x1p53
        ? new PropertyValue.Numeric(rounded)
        : new PropertyValue.ExactNumber(sum.toPlainString());
  }

  // whole numbers stay exact beyond 2^53, fractions are doubles anyway
  private static boolean isExactSum(double number, double more) {
    return Math.abs(number + more) < 0x1p53
        || number != Math.rint(number)
        || more != Math.rint(more);
  }

  private static boolean isNumber(@Nullable PropertyValue value) {
    return value instanceof PropertyValue.Numeric
        || (value instanceof PropertyValue.ExactNumber(String decimal) && isDecimal(decimal));
  }

  // 1e400 is a legal JSON number; as a plain decimal it could have a million digits
  private static boolean isDecimal(String decimal) {
    return decimal.length() <= 64
        && decimal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
  }

  private static BigDecimal decimal(@Nullable PropertyValue number) {
    return switch (number) {
      case PropertyValue.Numeric(double value) -> new BigDecimal(value);
      case PropertyValue.ExactNumber(String decimal) -> new BigDecimal(decimal);
      case null, default -> throw new IllegalArgumentException("not a number");
    };
  }
}
