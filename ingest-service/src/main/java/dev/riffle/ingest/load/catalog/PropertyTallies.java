package dev.riffle.ingest.load.catalog;

import dev.riffle.event.PropertyValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types and values of one property. */
final class PropertyTallies {
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  final Map<ValueType, Tally> types = new EnumMap<>(ValueType.class);
  private final Map<Object, Tally> values = new HashMap<>();

  @Nullable Tally value(PropertyValue value) {
    return values.get(key(value));
  }

  void putValue(PropertyValue value, Tally tally) {
    values.put(key(value), tally);
  }

  int valueCount() {
    return values.size();
  }

  /** A key of its own for each value; hashes of doubles that are small whole numbers collide. */
  private static Object key(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String text) -> text;
      case PropertyValue.Numeric(double number) -> Double.doubleToLongBits(number) * ODD;
      case PropertyValue.ExactNumber _,
          PropertyValue.Flag _,
          PropertyValue.ListJson _,
          PropertyValue.Null _ ->
          value;
    };
  }
}
