package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.Map;

/**
 * One stored row, as far as questions look at it.
 *
 * @param sender number of the id it came under
 * @param storedPerson the person that is written in the row, which may be out of date
 * @param person whose event it is, as far as is known by now
 * @param userProperties as they are written in the row
 * @param session the client's session id; empty when it gave none
 */
public record TestEvent(
    EventKind kind,
    String name,
    int sender,
    int storedPerson,
    int person,
    Instant time,
    Instant received,
    Map<String, PropertyValue> properties,
    Map<String, PropertyValue> userProperties,
    String session) {

  /** Without a client's session id. */
  public TestEvent(
      EventKind kind,
      String name,
      int sender,
      int storedPerson,
      int person,
      Instant time,
      Instant received,
      Map<String, PropertyValue> properties,
      Map<String, PropertyValue> userProperties) {
    this(kind, name, sender, storedPerson, person, time, received, properties, userProperties, "");
  }
}
