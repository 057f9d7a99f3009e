package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What loading must come to, told naively: keeps every operation of every person, and for each
 * event replays those that arrived by then and happened by then, in the order of time and arrival.
 */
final class ReferenceLoad {
  private record Operation(long atMillis, long arrival, PropertyOperation operation) {}

  private final Map<String, List<Operation>> operations = new HashMap<>();
  private final Map<String, Map<String, PropertyValue>> atEvent = new HashMap<>();

  void take(EventRecord event, long arrival) {
    List<Operation> of =
        operations.computeIfAbsent(
            event.project() + "/" + event.identity().sender(), _ -> new ArrayList<>());
    long atMillis = event.time().occurredAt().toEpochMilli();
    for (PropertyOperation operation : event.userOperations()) {
      of.add(new Operation(atMillis, arrival, operation));
    }
    atEvent.put(ingestId(event), replay(of, atMillis));
  }

  Map<String, PropertyValue> atEvent(String ingestId) {
    return atEvent.getOrDefault(ingestId, Map.of());
  }

  /** The columns of a row that say what the sample's operations came to. */
  List<String> columns(String ingestId) {
    Map<String, PropertyValue> values = atEvent(ingestId);
    return List.of(
        text(values, "plan"),
        text(values, "country"),
        number(values, "logins"),
        text(values, "firstSource"));
  }

  static String ingestId(EventRecord event) {
    return Long.toUnsignedString(event.ingestId().getLeastSignificantBits());
  }

  private static Map<String, PropertyValue> replay(List<Operation> operations, long untilMillis) {
    Map<String, PropertyValue> values = new HashMap<>();
    operations.stream()
        .filter(operation -> operation.atMillis() <= untilMillis)
        .sorted(Comparator.comparingLong(Operation::atMillis).thenComparingLong(Operation::arrival))
        .forEach(operation -> apply(operation.operation(), values));
    return values;
  }

  private static void apply(PropertyOperation operation, Map<String, PropertyValue> values) {
    String name = operation.name();
    PropertyValue before = values.get(name);
    switch (operation.kind()) {
      case SET -> values.put(name, operation.value());
      case SET_ONCE -> {
        if (before == null || before instanceof PropertyValue.Null) {
          values.put(name, operation.value());
        }
      }
      case ADD -> {
        if (operation.value() instanceof PropertyValue.Numeric(double more)) {
          if (before == null || before instanceof PropertyValue.Null) {
            values.put(name, PropertyValue.of(more));
          } else if (before instanceof PropertyValue.Numeric(double number)) {
            values.put(name, PropertyValue.of(number + more));
          }
        }
      }
      case UNSET -> values.remove(name);
      case CLEAR_ALL -> values.clear();
      case APPEND, PREPEND, PRE_INSERT, POST_INSERT, REMOVE ->
          throw new IllegalArgumentException("lists have tests of their own");
    }
  }

  private static String text(Map<String, PropertyValue> values, String name) {
    PropertyValue value = values.get(name);
    return value == null ? "" : StoredValue.encode(value);
  }

  private static String number(Map<String, PropertyValue> values, String name) {
    return values.get(name) instanceof PropertyValue.Numeric(double number)
        ? StoredValue.decimal(number)
        : "0";
  }
}
