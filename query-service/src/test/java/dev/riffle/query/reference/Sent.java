package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record as a client sent it, before anybody knows who is who.
 *
 * @param user id, empty when the client knew none; likewise {@code device}
 * @param previous the id that an alias names, else empty
 * @param changes of user properties; empty values are taken away
 */
public record Sent(
    EventKind kind,
    String name,
    String user,
    String device,
    String previous,
    Instant time,
    Instant received,
    Map<String, PropertyValue> properties,
    Map<String, Optional<PropertyValue>> changes) {

  /** A user's number is even, a device's odd, so that both take turns at equal times. */
  static int number(boolean ofUser, String id) {
    return 2 * (id.charAt(0) - 'a' + 1) + (ofUser ? 0 : 1);
  }

  int sender() {
    return user.isEmpty() ? number(false, device) : number(true, user);
  }
}
