package dev.riffle.ingest.collect.protocol.segment;

import dev.riffle.event.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of a message's {@code context}.
 *
 * @param properties selected fields, which become properties of the event
 * @param traits what some libraries put here instead of beside it, in {@code identify}
 * @param library name and version, such as {@code analytics.js/4.0}; empty when unknown
 */
record SegmentContext(
    Map<String, PropertyValue> properties, Map<String, PropertyValue> traits, String library) {
  static final SegmentContext NONE = new SegmentContext(Map.of(), Map.of(), "");

  /** This context, and of the batch's what this one lacks; a batch has no traits. */
  SegmentContext completedBy(SegmentContext batch) {
    if (batch.equals(NONE)) {
      return this;
    }
    return new SegmentContext(
        union(properties, batch.properties), traits, library.isEmpty() ? batch.library : library);
  }

  private static Map<String, PropertyValue> union(
      Map<String, PropertyValue> first, Map<String, PropertyValue> second) {
    Map<String, PropertyValue> both = new LinkedHashMap<>(first);
    second.forEach(both::putIfAbsent);
    return both;
  }
}
