package dev.riffle.event.history;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.util.Comparator;

/**
 * One operation on one property, with its place in the order that counts: event time first, then
 * arrival. Several changes of one record share time and offset and apply in the record's order.
 *
 * @param atMillis event time, milliseconds since the epoch
 * @param offset of the record in its partition
 */
public record PropertyChange(
    long atMillis, long offset, PropertyOperation.Kind kind, PropertyValue value) {

  /** Event time, then arrival. */
  public static final Comparator<PropertyChange> ORDER =
      Comparator.comparingLong(PropertyChange::atMillis).thenComparingLong(PropertyChange::offset);

  boolean isBefore(PropertyChange other) {
    return atMillis != other.atMillis ? atMillis < other.atMillis : offset < other.offset;
  }
}
