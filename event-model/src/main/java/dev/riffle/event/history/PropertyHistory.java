package dev.riffle.event.history;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All user properties of one person over time. A pure fold of the person's operations in the order
 * of arrival; the values it gives depend on their event times only. Immutable.
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
      PropertyTimeline timeline = changed.get(operation.name());
      if (timeline == null) {
        timeline = emptyAfter(cleared);
      }
      if (timeline.isTooLate(change)) {
        tooLate++;
      } else if (timeline.refuses(change)) {
        refused++;
      }
      changed.put(operation.name(), timeline.with(change));
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

  private static PropertyTimeline emptyAfter(List<PropertyChange> clears) {
    return new PropertyTimeline(null, Long.MIN_VALUE, clears);
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
