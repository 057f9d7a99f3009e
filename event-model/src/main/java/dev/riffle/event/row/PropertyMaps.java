package dev.riffle.event.row;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Properties as the two maps of a row: numbers in the second, everything else in its stored form in
 * the first.
 */
public final class PropertyMaps {
  private PropertyMaps() {}

  public static void write(Map<String, PropertyValue> properties, RowBinaryWriter row) {
    if (properties.isEmpty()) {
      row.writeLength(0).writeLength(0);
      return;
    }
    int size = properties.size();
    String[] numberNames = new String[size];
    double[] numbers = new double[size];
    int count = 0;
    int start = row.beginLength();
    for (Map.Entry<String, PropertyValue> property : properties.entrySet()) {
      if (property.getValue() instanceof PropertyValue.Numeric(double number)) {
        numberNames[count] = property.getKey();
        numbers[count++] = number;
      } else {
        row.writeText(property.getKey()).writeText(StoredValue.encode(property.getValue()));
      }
    }
    row.endLength(start, size - count);
    row.writeLength(count);
    for (int i = 0; i < count; i++) {
      row.writeText(numberNames[i]).writeDouble(numbers[i]);
    }
  }

  /** The value of a promoted column: empty when the property is missing or null. */
  public static String promoted(@Nullable PropertyValue value) {
    return value == null || value instanceof PropertyValue.Null ? "" : StoredValue.encode(value);
  }
}
