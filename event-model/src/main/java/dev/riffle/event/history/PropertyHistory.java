package dev.riffle.event.history;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All user properties of one person over time. A pure fold of the person's operations in the order
 * of arrival; the values it gives depend on their event times only. What is inside an object has a
 * dotted name, and is unset with the object. Immutable.
 *
 * @param timelines by name, in the order in which the properties were first seen
 * @param clears the last clearings of all properties, which a property that becomes known later
 *     must still meet
 */
public record PropertyHistory(
    Map<String, PropertyTimeline> timelines, List<PropertyChange> clears) {
  public static final PropertyHistory EMPTY = new PropertyHistory(Map.of(), List.of());

  public PropertyHistory {
    timelines = Collections.unmodifiableMap(timelines);
    clears = List.copyOf(clears);
  }

  /**
   * What became of some operations.
   *
   * @param refused operations that do not fit the value they meet, such as add on a text
   * @param tooLate operations from before the oldest change that is still known
   */
  public record Applied(PropertyHistory history, int refused, int tooLate) {}

  /** With the operations of one record, whose event time and offset are given. */
  public Applied with(List<PropertyOperation> operations, long atMillis, long offset) {
    Map<String, PropertyTimeline> changed = new LinkedHashMap<>(timelines);
    List<PropertyChange> cleared = clears;
    int refused = 0;
    int tooLate = 0;
    for (PropertyOperation operation : operations) {
      PropertyChange change =
          new PropertyChange(atMillis, offset, operation.kind(), operation.value());
      if (operation.kind() == PropertyOperation.Kind.CLEAR_ALL) {
        cleared = withClear(cleared, change);
        changed.replaceAll((_, timeline) -> timeline.with(change));
        continue;
      }
      PropertyTimeline timeline = timeline(operation.name(), changed, cleared);
      if (timeline.isTooLate(change)) {
        tooLate++;
      } else if (timeline.refuses(change)) {
        refused++;
      }
      changed.put(operation.name(), timeline.with(change));
      if (operation.kind() == PropertyOperation.Kind.UNSET) {
        String inside = operation.name() + '.';
        changed.replaceAll((name, known) -> name.startsWith(inside) ? known.with(change) : known);
      }
    }
    return new Applied(new PropertyHistory(changed, cleared), refused, tooLate);
  }

  /** The properties that are not missing at that event time. */
  public Map<String, PropertyValue> at(long millis) {
    Map<String, PropertyValue> values = LinkedHashMap.newLinkedHashMap(timelines.size());
    timelines.forEach((name, timeline) -> {
      PropertyValue value = timeline.at(millis);
      if (value != null) {
        values.put(name, value);
      }
    });
    return values;
  }

  /** Event time from which on every property has its latest value. */
  public long newestMillis() {
    long newest = Long.MIN_VALUE;
    for (PropertyTimeline timeline : timelines.values()) {
      newest = Math.max(newest, timeline.newestMillis());
    }
    return newest;
  }

  /**
   * With the changes of other senders of the same person, whose offsets must not be those of this
   * history: {@code sender_persons.shared_history} has negative ones for what comes first at an
   * instant, and very great ones for what comes last.
   */
  public PropertyHistory joined(PropertyHistory shared) {
    if (shared.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return shared;
    }
    Set<String> names = new LinkedHashSet<>(timelines.keySet());
    names.addAll(shared.timelines.keySet());
    Map<String, PropertyTimeline> both = LinkedHashMap.newLinkedHashMap(names.size());
    for (String name : names) {
      both.put(name, timeline(name).joined(shared.timeline(name)));
    }
    List<PropertyChange> cleared = new ArrayList<>(clears);
    cleared.addAll(shared.clears);
    cleared.sort(PropertyChange.ORDER);
    return new PropertyHistory(both, cleared);
  }

  /** The timeline of a property, of an unknown one too. */
  public PropertyTimeline timeline(String name) {
    return timeline(name, timelines, clears);
  }

  /** One that becomes known later must still meet the removals of the objects around it. */
  private static PropertyTimeline timeline(
      String name, Map<String, PropertyTimeline> timelines, List<PropertyChange> clears) {
    PropertyTimeline known = timelines.get(name);
    if (known != null) {
      return known;
    }
    PropertyTimeline unknown = PropertyTimeline.emptyAfter(clears);
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      PropertyTimeline around = timelines.get(name.substring(0, dot));
      if (around != null) {
        unknown = unknown.afterRemovals(around);
      }
    }
    return unknown;
  }

  /** True when no property has ever been changed. */
  public boolean isEmpty() {
    return timelines.isEmpty() && clears.isEmpty();
  }

  private static List<PropertyChange> withClear(
      List<PropertyChange> clears, PropertyChange change) {
    List<PropertyChange> more = new ArrayList<>(clears);
    int place = more.size();
    while (place > 0 && change.isBefore(more.get(place - 1))) {
      place--;
    }
    more.add(place, change);
    return more.size() > PropertyTimeline.CHANGES_MAX ? more.subList(1, more.size()) : more;
  }
}
