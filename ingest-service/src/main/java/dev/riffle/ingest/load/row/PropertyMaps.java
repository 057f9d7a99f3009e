package dev.riffle.ingest.load.row;

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
    int numbers = 0;
    for (PropertyValue value : properties.values()) {
      if (value instanceof PropertyValue.Numeric) {
        numbers++;
      }
    }
    row.writeLength(properties.size() - numbers);
    if (numbers < properties.size()) {
      for (Map.Entry<String, PropertyValue> property : properties.entrySet()) {
        if (!(property.getValue() instanceof PropertyValue.Numeric)) {
          row.writeText(property.getKey()).writeText(StoredValue.encode(property.getValue()));
        }
      }
    }
    row.writeLength(numbers);
    if (numbers > 0) {
      for (Map.Entry<String, PropertyValue> property : properties.entrySet()) {
        if (property.getValue() instanceof PropertyValue.Numeric(double number)) {
          row.writeText(property.getKey()).writeDouble(number);
        }
      }
    }
  }

  /** The value of a promoted column: empty when the property is missing or null. */
  public static String promoted(@Nullable PropertyValue value) {
    return value == null || value instanceof PropertyValue.Null ? "" : StoredValue.encode(value);
  }
}
