package dev.riffle.query.person;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Properties out of four columns: names and values that are no numbers, names and numbers. */
public final class StoredProperties {
  private StoredProperties() {}

  /** In the order of their names. A missing value, which has the empty text, is left out. */
  public static Map<String, PropertyValue> of(List<Object> row, int column) {
    Map<String, PropertyValue> properties = new TreeMap<>();
    List<String> names = texts(row.get(column));
    List<String> values = texts(row.get(column + 1));
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).isEmpty()) {
        properties.put(names.get(i), StoredValue.decode(values.get(i)));
      }
    }
    List<String> numberNames = texts(row.get(column + 2));
    List<String> numbers = texts(row.get(column + 3));
    for (int i = 0; i < numberNames.size(); i++) {
      properties.put(numberNames.get(i), PropertyValue.of(Double.parseDouble(numbers.get(i))));
    }
    return properties;
  }

  private static List<String> texts(Object column) {
    return ((List<?>) column).stream().map(String.class::cast).toList();
  }
}
