package dev.riffle.query.segmentation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a group has in common: the stored form of each property's value, empty when missing. Without
 * any value it is the group of all the others.
 */
record GroupKey(List<String> stored) implements Comparable<GroupKey> {
  static final GroupKey OTHER = new GroupKey(List.of());

  GroupKey {
    stored = List.copyOf(stored);
  }

  boolean isOther() {
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
