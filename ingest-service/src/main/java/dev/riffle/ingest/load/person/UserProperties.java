package dev.riffle.ingest.load.person;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.row.PropertyMaps;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.EventsTable;
import java.util.Collections;
import java.util.Map;

/**
 * The user properties of one person at some time, encoded once for all events that see them.
 *
 * @param fromMillis event time from which on these are the person's properties
 * @param columns the columns {@code user_text} up to the last promoted user property, as RowBinary
 */
@SuppressWarnings("ArrayRecordComponent") // written once and shared by every row of the person
public record UserProperties(long fromMillis, Map<String, PropertyValue> values, byte[] columns) {

  /**
   * @param values given away: nobody changes them any more
   */
  static UserProperties of(long fromMillis, Map<String, PropertyValue> values) {
    RowBinaryWriter columns = new RowBinaryWriter(64);
    PropertyMaps.write(values, columns);
    for (EventsTable.Promoted promoted : EventsTable.promoted()) {
      if (promoted.ofUser()) {
        columns.writeText(PropertyMaps.promoted(values.get(promoted.property())));
      }
    }
    return new UserProperties(
        fromMillis, Collections.unmodifiableMap(values), columns.toByteArray());
  }
}
