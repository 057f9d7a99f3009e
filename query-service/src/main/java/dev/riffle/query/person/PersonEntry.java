package dev.riffle.query.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;
import java.util.Map;
import java.util.Optional;

/**
 * A person of a list.
 *
 * @param kind and {@code id}: what the person is called, as it was sent; absent for the moment in
 *     which an event is stored and who sent it is not yet
 * @param properties current user properties
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PersonEntry(
    Optional<IdKind> kind,
    Optional<String> id,
    @JsonSerialize(contentUsing = PropertyValueSerializer.class)
        Map<String, PropertyValue> properties) {}
