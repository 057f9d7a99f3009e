package dev.riffle.query.sql;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a group has in common: the stored form of each property's value, empty when missing. Without
 * any value it is the group of all the others.
 */
public record GroupKey(List<String> stored) implements Comparable<GroupKey> {
  public static final GroupKey OTHER = new GroupKey(List.of());

  public GroupKey {
    stored = List.copyOf(stored);
  }

  /** From these values, {@code Null} where one is missing. */
  public static GroupKey of(List<PropertyValue> values) {
    return new GroupKey(
        values.stream()
            .map(value -> value instanceof PropertyValue.Null ? "" : StoredValue.encode(value))
            .toList());
  }

  /** From a column of {@link BreakdownSql}: a text for one property, a list for several. */
  public static GroupKey read(Object column) {
    if (column instanceof String text) {
      return text.equals(BreakdownSql.OTHER) ? OTHER : new GroupKey(List.of(text));
    }
    return new GroupKey(((List<?>) column).stream().map(String.class::cast).toList());
  }

  public boolean isOther() {
    return stored.isEmpty();
  }

  /** By the values' text, byte by byte in UTF-8, as the engine sorts. */
  @Override
  public int compareTo(GroupKey other) {
    for (int i = 0; i < Math.min(stored.size(), other.stored.size()); i++) {
      int order =
          Arrays.compareUnsigned(
              stored.get(i).getBytes(StandardCharsets.UTF_8),
              other.stored.get(i).getBytes(StandardCharsets.UTF_8));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(stored.size(), other.stored.size());
  }
}
