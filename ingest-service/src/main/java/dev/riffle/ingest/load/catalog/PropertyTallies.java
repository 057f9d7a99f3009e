package dev.riffle.ingest.load.catalog;

import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types and values of one property. */
final class PropertyTallies {
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  private final ProjectId project;
  private final CatalogCount.Entry typeEntry;
  private final CatalogCount.Entry valueEntry;
  private final String name;
  private final Map<ValueType, Tally> types = new EnumMap<>(ValueType.class);
  private final Map<Object, Tally> values = new HashMap<>();

  private PropertyTallies(
      ProjectId project, CatalogCount.Entry typeEntry, CatalogCount.Entry valueEntry, String name) {
    this.project = project;
    this.typeEntry = typeEntry;
    this.valueEntry = valueEntry;
    this.name = name;
  }

  static PropertyTallies ofEvent(ProjectId project, String name) {
    return new PropertyTallies(
        project, CatalogCount.Entry.EVENT_PROPERTY, CatalogCount.Entry.EVENT_VALUE, name);
  }

  static PropertyTallies ofUser(ProjectId project, String name) {
    return new PropertyTallies(
        project, CatalogCount.Entry.USER_PROPERTY, CatalogCount.Entry.USER_VALUE, name);
  }

  boolean isNamed(String other) {
    return name.equals(other);
  }

  Tally type(ValueType type) {
    Tally tally = types.get(type);
    if (tally == null) {
      tally = new Tally(project, typeEntry, name, type.text());
      types.put(type, tally);
    }
    return tally;
  }

  void putType(ValueType type, Tally tally) {
    types.put(type, tally);
  }

  @Nullable Tally value(PropertyValue value) {
    return values.get(key(value));
  }

  Tally newValue(PropertyValue value, String detail) {
    Tally tally = new Tally(project, valueEntry, name, detail);
    putValue(value, tally);
    return tally;
  }

  void putValue(PropertyValue value, Tally tally) {
    values.put(key(value), tally);
  }

  int valueCount() {
    return values.size();
  }

  /** A key of its own for each value; hashes of doubles that are small whole numbers collide. */
  private static Object key(PropertyValue value) {
    if (value instanceof PropertyValue.Text(String text)) {
      return text;
    }
    return value instanceof PropertyValue.Numeric(double number)
        ? Double.doubleToLongBits(number) * ODD
        : value;
  }
}
