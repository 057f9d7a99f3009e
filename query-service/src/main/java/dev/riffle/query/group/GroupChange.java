package dev.riffle.query.group;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one record did to a group's properties.
 *
 * @param atMillis event time
 * @param operations in the order in which they apply
 */
record GroupChange(long atMillis, List<PropertyOperation> operations) {
  GroupChange {
    operations = List.copyOf(operations);
  }

  /**
   * Reads the operations out of a row's properties, where they stand as {@code $set.plan} and so
   * on. Several operations of one record apply in the order of {@link Kind}, clearing first: the
   * row does not say in which they were sent.
   */
  static GroupChange of(long atMillis, Map<String, PropertyValue> properties) {
    List<PropertyOperation> operations = new ArrayList<>();
    if (properties.containsKey(Kind.CLEAR_ALL.word())) {
      operations.add(new PropertyOperation(Kind.CLEAR_ALL, "", new PropertyValue.Null()));
    }
    for (Kind kind : Kind.values()) {
      properties.forEach((name, value) ->
          propertyName(kind, name)
              .ifPresent(property -> operations.add(new PropertyOperation(kind, property, value))));
    }
    return new GroupChange(atMillis, operations);
  }

  /** The properties after changes, which are given in the order of time and arrival. */
  static Map<String, PropertyValue> fold(List<GroupChange> changes) {
    PropertyHistory history = PropertyHistory.EMPTY;
    for (int i = 0; i < changes.size(); i++) {
      GroupChange change = changes.get(i);
      history = history.with(change.operations(), change.atMillis(), i).history();
    }
    Map<String, PropertyValue> properties = new TreeMap<>(history.at(Long.MAX_VALUE));
    properties.values().removeIf(PropertyValue.Null.class::isInstance);
    return properties;
  }

  private static Optional<String> propertyName(Kind kind, String name) {
    String prefix = kind.word() + ".";
    return name.length() > prefix.length() && name.startsWith(prefix)
        ? Optional.of(name.substring(prefix.length()))
        : Optional.empty();
  }
}
