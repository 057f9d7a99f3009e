package dev.riffle.query.catalog;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;
import java.time.Instant;

/** A value that a property has had. */
public record ValueEntry(
    @JsonSerialize(using = PropertyValueSerializer.class) PropertyValue value,
    String label,
    long count,
    Instant firstSeen,
    Instant lastSeen) {}
