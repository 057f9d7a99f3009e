package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.Map;

/** One stored row, as far as questions look at it. */
public record TestEvent(
    EventKind kind,
    String name,
    int person,
    Instant time,
    Instant received,
    Map<String, PropertyValue> properties,
    Map<String, PropertyValue> userProperties) {}
