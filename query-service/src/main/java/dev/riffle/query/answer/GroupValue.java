package dev.riffle.query.answer;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;

/**
 * What a group has in common: a property's value, or that all are in a segment, or none is.
 *
 * @param property its name, or that of the segment
 * @param value typed: {@code 1}, {@code "1"} and {@code true} are three; null when missing; of a
 *     segment whether they are in
 * @param label for a person: the text, the number, {@code (none)}, {@code not in Payers}
 */
public record GroupValue(
    String property,
    @JsonSerialize(using = PropertyValueSerializer.class) PropertyValue value,
    String label) {}
