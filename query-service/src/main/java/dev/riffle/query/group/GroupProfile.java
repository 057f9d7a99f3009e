package dev.riffle.query.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.question.PropertyValueSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group as known by now.
 *
 * @param type of the group, such as {@code company}; Segment's have the type {@code group}
 * @param firstSeen event time of the first record that names the group, {@code lastSeen} of the
 *     last
 * @param members distinct persons who sent such a record
 * @param events tracked ones with the property {@code group.<type>}
 * @param properties current ones, in the order of their names
 * @param recent tracked events of the group, newest first
 */
public record GroupProfile(
    String type,
    String id,
    Instant firstSeen,
    Instant lastSeen,
    long members,
    long events,
    @JsonSerialize(contentUsing = PropertyValueSerializer.class)
        Map<String, PropertyValue> properties,
    List<Activity> recent) {
  /** What somebody did in the group; the person is absent when it is not known yet. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Activity(String event, Instant time, Optional<Person> person) {}

  /** A person's user id, or the anonymous id of somebody who has none. */
  public record Person(IdKind kind, String id) {}
}
