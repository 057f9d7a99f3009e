package dev.riffle.query.answer;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;

/**
 * A property's value that a group has in common.
 *
 * @param value typed: {@code 1}, {@code "1"} and {@code true} are three; null when missing
 * @param label for a person: the text, the number, {@code (none)}
 */
public record GroupValue(
    String property,
    @JsonSerialize(using = PropertyValueSerializer.class) PropertyValue value,
    String label) {}
