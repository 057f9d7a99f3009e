package dev.riffle.ingest.load.catalog;

import dev.riffle.event.PropertyValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Types and values of one property. */
final class PropertyTallies {
  final Map<ValueType, Tally> types = new EnumMap<>(ValueType.class);
  final Map<PropertyValue, Tally> values = new HashMap<>();
}
