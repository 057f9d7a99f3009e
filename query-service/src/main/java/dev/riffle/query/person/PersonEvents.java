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
 * A page of a person's events, newest first.
 *
 * @param next asks for the page after this one; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PersonEvents(List<PersonEvent> events, Optional<String> next) {
  /** An event; absent ids were not sent. {@code userProperties} are those at the event. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record PersonEvent(
      String event,
      Instant time,
      Instant received,
      Optional<String> device,
      Optional<String> session,
      @JsonSerialize(contentUsing = PropertyValueSerializer.class)
          Map<String, PropertyValue> properties,
      @JsonSerialize(contentUsing = PropertyValueSerializer.class)
          Map<String, PropertyValue> userProperties) {}
}
