package dev.riffle.event.history;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One property over time: what it was at first ({@code base}, null when missing), and the last
 * changes in the order of event time and arrival. Immutable.
 *
 * <p>Values at any time are exact as long as a sender has changed a property at most {@value
 * #CHANGES_MAX} times. Beyond that the oldest change is folded into the base, and a change that
 * arrives later but lies before {@code horizonMillis} comes too late: it is left out, and counted.
 *
 * @param base value before the first of the changes
 * @param horizonMillis event time of the newest change that has been folded into the base; {@link
 *     Long#MIN_VALUE} when there is none
 */
public record PropertyTimeline(
    @Nullable PropertyValue base, long horizonMillis, List<PropertyChange> changes) {
  public static final int CHANGES_MAX = 16;

  public static final PropertyTimeline EMPTY =
      new PropertyTimeline(null, Long.MIN_VALUE, List.of());

  public PropertyTimeline {
    changes = List.copyOf(changes);
  }

  /** Nothing but the clearings of all properties, for a property that becomes known after them. */
  public static PropertyTimeline emptyAfter(List<PropertyChange> clears) {
    return new PropertyTimeline(null, Long.MIN_VALUE, clears);
  }

  /** The value at that event time; null when missing. */
  public @Nullable PropertyValue at(long millis) {
    PropertyValue value = base;
    for (PropertyChange change : changes) {
      if (change.atMillis() > millis) {
        break;
      }
      value = PropertyOperations.apply(value, change.kind(), change.value());
    }
    return value;
  }

  /** True when the change lies before everything that is still known change by change. */
  boolean isTooLate(PropertyChange change) {
    return change.atMillis() < horizonMillis;
  }

  /** True when the change, in its place, does not fit the value that it meets. */
  boolean refuses(PropertyChange change) {
    PropertyValue before = base;
    for (PropertyChange earlier : changes) {
      if (change.isBefore(earlier)) {
        break;
      }
      before = PropertyOperations.apply(before, earlier.kind(), earlier.value());
    }
    return PropertyOperations.isRefused(before, change.kind(), change.value());
  }

  /** With one more change in its place: after everything that has the same time and offset. */
  public PropertyTimeline with(PropertyChange change) {
    if (isTooLate(change)) {
      return this;
    }
    int place = changes.size();
    while (place > 0 && change.isBefore(changes.get(place - 1))) {
      place--;
    }
    List<PropertyChange> more = new ArrayList<>(changes.size() + 1);
    more.addAll(changes);
    more.add(place, change);
    if (more.size() <= CHANGES_MAX) {
      return new PropertyTimeline(base, horizonMillis, more);
    }
    PropertyChange oldest = more.removeFirst();
    return new PropertyTimeline(
        PropertyOperations.apply(base, oldest.kind(), oldest.value()), oldest.atMillis(), more);
  }

  /** With the removals of an object that the property is inside of. */
  PropertyTimeline afterRemovals(PropertyTimeline object) {
    List<PropertyChange> more = new ArrayList<>(changes);
    for (PropertyChange change : object.changes) {
      if (change.kind() == PropertyOperation.Kind.UNSET && !changes.contains(change)) {
        more.add(change);
      }
    }
    more.sort(PropertyChange.ORDER);
    return new PropertyTimeline(base, horizonMillis, more);
  }

  /**
   * Both senders' changes in one order, which must tell them apart by their offsets. What is known
   * of neither before some time, is not known of both.
   */
  PropertyTimeline joined(PropertyTimeline other) {
    long horizon = Math.max(horizonMillis, other.horizonMillis);
    List<PropertyChange> both = new ArrayList<>(changes.size() + other.changes.size());
    both.addAll(changes);
    both.addAll(other.changes);
    both.removeIf(change -> change.atMillis() < horizon);
    both.sort(PropertyChange.ORDER);
    return new PropertyTimeline(
        horizonMillis >= other.horizonMillis ? base : other.base, horizon, both);
  }

  /** Event time from which on the value is the latest one. */
  public long newestMillis() {
    return changes.isEmpty() ? horizonMillis : changes.getLast().atMillis();
  }
}
