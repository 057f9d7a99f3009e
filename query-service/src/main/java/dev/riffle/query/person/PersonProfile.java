package dev.riffle.query.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person as known by now.
 *
 * @param kind and {@code id}: what the person is called, its user, or its device when it has none
 * @param aliases previous ids that are this person by an alias which holds
 * @param devices anonymous ids, with the times of what was sent with them, at most 1000
 * @param events tracked ones
 * @param properties current user properties
 * @param changes of user properties, newest first, as far back as they are kept: at least the last
 *     16 of each property
 */
public record PersonProfile(
    IdKind kind,
    String id,
    Instant firstSeen,
    Instant lastSeen,
    long events,
    List<String> aliases,
    List<Device> devices,
    @JsonSerialize(contentUsing = PropertyValueSerializer.class)
        Map<String, PropertyValue> properties,
    List<Change> changes) {
  /** A device, with the event times of the first and the last record that carry its id. */
  public record Device(String id, Instant firstSeen, Instant lastSeen) {}

  /** A property and its value from that event time on; absent when it was taken away. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Change(
      Instant at,
      String property,
      @JsonSerialize(contentUsing = PropertyValueSerializer.class) Optional<PropertyValue> value) {}
}
