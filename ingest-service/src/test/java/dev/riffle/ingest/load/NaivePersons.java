package dev.riffle.ingest.load;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is who in one project, and what their properties were: straight from docs/semantics.md, by
 * looking at all records again and again. Shares no code with what it checks.
 */
final class NaivePersons {
  private final List<Arrived> records;
  private final List<Order> orders;
  private final List<Said> accepted;
  private final IdentityHashMap<Arrived, String> keys = new IdentityHashMap<>();

  /**
   * @param records all that have arrived, in the order of arrival
   * @param orders of administrators, in their order
   */
  NaivePersons(List<Arrived> records, List<Order> orders) {
    this.records = records;
    this.orders = orders;
    this.accepted = accepted();
    for (Arrived record : records) {
      keys.put(record, personKey(record));
    }
  }

  /**
   * A record, and the number that its sender has.
   *
   * @param at milliseconds since the epoch
   */
  record Arrived(EventRecord event, int number, long at) {
    String user() {
      return event.identity().userId();
    }

    String device() {
      return event.identity().deviceId();
    }
  }

  record Order(String previous, String user, boolean merge, long at) {}

  record Said(String previous, String user, long at) {}

  private record Seen(String user, long at) {}

  /** The number of the person whose a record is. */
  int person(Arrived record) {
    return numberOf(keyOf(record), record.number());
  }

  /** The person's properties as the record sees them, as text by name. */
  Map<String, String> properties(Arrived record) {
    String person = keyOf(record);
    List<Arrived> changes = new ArrayList<>();
    for (Arrived other : records) {
      if (other.at() <= record.at()
          && other.event().kind() != EventKind.GROUP
          && keyOf(other).equals(person)) {
        changes.add(other);
      }
    }
    // a stable sort: within a sender arrival decides
    changes.sort((a, b) ->
        a.at() != b.at() ? Long.compare(a.at(), b.at()) : Integer.compare(a.number(), b.number()));
    Map<String, PropertyValue> values = new TreeMap<>();
    for (Arrived change : changes) {
      for (PropertyOperation operation : change.event().userOperations()) {
        apply(operation, values);
      }
    }
    Map<String, String> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private String keyOf(Arrived record) {
    return Objects.requireNonNull(keys.get(record));
  }

  private String personKey(Arrived record) {
    if (!record.user().isEmpty()) {
      return "user " + userOf(record.user());
    }
    String owner = owner(record.device(), record.at());
    return owner == null ? "device " + record.device() : "user " + userOf(owner);
  }

  private @Nullable String owner(String device, long at) {
    Seen latest = null;
    Seen first = null;
    for (Seen seen : seenOn(device)) {
      if (seen.at() <= at && (latest == null || isLater(seen, latest))) {
        latest = seen;
      }
      if (first == null
          || seen.at() < first.at()
          || (seen.at() == first.at() && seen.user().compareTo(first.user()) > 0)) {
        first = seen;
      }
    }
    if (latest != null) {
      return latest.user();
    }
    return first == null ? null : first.user();
  }

  private static boolean isLater(Seen one, Seen other) {
    return one.at() > other.at()
        || (one.at() == other.at() && one.user().compareTo(other.user()) > 0);
  }

  private List<Seen> seenOn(String device) {
    List<Seen> seen = new ArrayList<>();
    for (Arrived record : records) {
      if (!record.user().isEmpty() && record.device().equals(device)) {
        seen.add(new Seen(record.user(), record.at()));
      }
    }
    for (Said alias : accepted) {
      if (alias.previous().equals(device) && isKnown(alias.user())) {
        seen.add(new Seen(alias.user(), alias.at()));
      }
    }
    return seen;
  }

  private String userOf(String user) {
    for (Said alias : accepted) {
      if (alias.previous().equals(user) && isKnown(alias.user())) {
        return alias.user();
      }
    }
    return user;
  }

  private boolean isKnown(String user) {
    return records.stream().anyMatch(record -> record.user().equals(user));
  }

  private List<Said> accepted() {
    List<Said> candidates = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      boolean isLast = true;
      for (Order later : orders.subList(i + 1, orders.size())) {
        isLast &= !later.previous().equals(order.previous());
      }
      if (isLast && order.merge()) {
        candidates.add(new Said(order.previous(), order.user(), order.at()));
      }
    }
    List<Said> sent = new ArrayList<>();
    for (Arrived record : records) {
      if (record.event().kind() == EventKind.ALIAS && !record.user().isEmpty()) {
        String previous = record.event().targetId();
        if (orders.stream().noneMatch(order -> order.previous().equals(previous))) {
          sent.add(new Said(previous, record.user(), record.at()));
        }
      }
    }
    sent.sort((a, b) -> {
      if (a.at() != b.at()) {
        return Long.compare(a.at(), b.at());
      }
      int previous = a.previous().compareTo(b.previous());
      return previous != 0 ? previous : a.user().compareTo(b.user());
    });
    candidates.addAll(sent);
    List<Said> accepted = new ArrayList<>();
    for (Said one : candidates) {
      boolean chains =
          one.previous().equals(one.user())
              || accepted.stream()
                  .anyMatch(other ->
                      other.previous().equals(one.previous())
                          || other.user().equals(one.previous())
                          || other.previous().equals(one.user()));
      if (!chains) {
        accepted.add(one);
      }
    }
    return accepted;
  }

  private int numberOf(String personKey, int sender) {
    for (Arrived record : records) {
      String key = record.user().isEmpty() ? "device " + record.device() : "user " + record.user();
      if (key.equals(personKey)) {
        return record.number();
      }
    }
    return sender;
  }

  private static void apply(PropertyOperation operation, Map<String, PropertyValue> values) {
    String name = operation.name();
    switch (operation.kind()) {
      case SET -> values.put(name, operation.value());
      case SET_ONCE -> values.putIfAbsent(name, operation.value());
      case UNSET -> values.keySet().removeIf(known -> (known + '.').startsWith(name + '.'));
      case CLEAR_ALL -> values.clear();
      case ADD -> {
        double more = number(operation.value());
        PropertyValue before = values.get(name);
        if (before == null) {
          values.put(name, PropertyValue.of(more));
        } else if (before instanceof PropertyValue.Numeric) {
          values.put(name, PropertyValue.of(number(before) + more));
        }
      }
      case APPEND -> {
        PropertyValue before = values.get(name);
        String old =
            before instanceof PropertyValue.ListJson(String json)
                ? json.substring(1, json.length() - 1) + ","
                : "";
        values.put(
            name, new PropertyValue.ListJson("[" + old + (long) number(operation.value()) + "]"));
      }
      case PREPEND, PRE_INSERT, POST_INSERT, REMOVE ->
          throw new IllegalArgumentException("not in these histories: " + operation.kind());
    }
  }

  private static double number(PropertyValue value) {
    return ((PropertyValue.Numeric) value).number();
  }

  private static String text(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String text) -> text;
      case PropertyValue.Numeric(double number) -> "number " + number;
      case PropertyValue.ListJson(String json) -> "\u0001" + json;
      default -> throw new IllegalArgumentException("not in these histories: " + value);
    };
  }
}
