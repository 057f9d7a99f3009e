package dev.riffle.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Properties in the order sent, immutable. Two arrays: an event has few of them, mostly with names
 * that are the same objects, so that a search is quicker than a hash table is filled.
 */
final class OrderedProperties extends AbstractMap<String, PropertyValue> {
  /** With more a search in order would take too long. */
  static final int SEARCHED_MAX = 32;

  static final OrderedProperties EMPTY = new OrderedProperties(new String[0], new PropertyValue[0]);

  private final String[] names;
  private final PropertyValue[] values;

  private OrderedProperties(String[] names, PropertyValue[] values) {
    this.names = names;
    this.values = values;
  }

  /** An immutable copy in the same order. */
  static Map<String, PropertyValue> copyOf(Map<String, PropertyValue> properties) {
    if (properties instanceof OrderedProperties || properties instanceof Many) {
      return properties;
    }
    int size = properties.size();
    if (size > SEARCHED_MAX) {
      return new Many(new LinkedHashMap<>(properties));
    }
    String[] names = new String[size];
    PropertyValue[] values = new PropertyValue[size];
    int at = 0;
    // a map names nothing twice, so nothing is searched for
    for (Entry<String, PropertyValue> property : properties.entrySet()) {
      names[at] = property.getKey();
      values[at++] = property.getValue();
    }
    return size == 0 ? EMPTY : new OrderedProperties(names, values);
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public @Nullable PropertyValue get(@Nullable Object name) {
    int at = indexOf(names, names.length, name);
    return at < 0 ? null : values[at];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return indexOf(names, names.length, name) >= 0;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super PropertyValue> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public Set<Entry<String, PropertyValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Entry<String, PropertyValue>> iterator() {
        return new Entries();
      }
    };
  }

  @SuppressWarnings("ReferenceEquality") // looks for the same object first, then for an equal one
  private static int indexOf(@Nullable String[] names, int count, @Nullable Object name) {
    for (int i = 0; i < count; i++) {
      if (names[i] == name) {
        return i;
      }
    }
    for (int i = 0; i < count; i++) {
      if (name != null && name.equals(names[i])) {
        return i;
      }
    }
    return -1;
  }

  private final class Entries implements Iterator<Entry<String, PropertyValue>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Entry<String, PropertyValue> next() {
      if (next == names.length) {
        throw new NoSuchElementException();
      }
      int at = next++;
      return Map.entry(names[at], values[at]);
    }
  }

  /** More than {@link #SEARCHED_MAX}; a type of its own, so that it is known to be immutable. */
  private static final class Many extends AbstractMap<String, PropertyValue> {
    private final Map<String, PropertyValue> properties;

    Many(Map<String, PropertyValue> properties) {
      this.properties = Collections.unmodifiableMap(properties);
    }

    @Override
    public @Nullable PropertyValue get(@Nullable Object name) {
      return properties.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return properties.containsKey(name);
    }

    @Override
    public Set<Entry<String, PropertyValue>> entrySet() {
      return properties.entrySet();
    }
  }

  /** Collects properties; of one that repeats the last value counts, at the place of the first. */
  static final class Builder {
    private String[] names = new String[8];
    private PropertyValue[] values = new PropertyValue[8];
    private int count;
    private @Nullable Map<String, PropertyValue> many;

    void put(String name, PropertyValue value) {
      if (many != null) {
        many.put(name, value);
        return;
      }
      int at = indexOf(names, count, name);
      if (at >= 0) {
        values[at] = value;
      } else if (count == SEARCHED_MAX) {
        many = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
          many.put(names[i], values[i]);
        }
        many.put(name, value);
      } else {
        append(name, value);
      }
    }

    private void append(String name, PropertyValue value) {
      if (count == names.length) {
        names = Arrays.copyOf(names, count * 2);
        values = Arrays.copyOf(values, count * 2);
      }
      names[count] = name;
      values[count] = value;
      count++;
    }

    Map<String, PropertyValue> build() {
      if (many != null) {
        return new Many(many);
      }
      return count == 0
          ? EMPTY
          : new OrderedProperties(Arrays.copyOf(names, count), Arrays.copyOf(values, count));
    }
  }
}
