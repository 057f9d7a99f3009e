package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is added to the properties of one event, which it leaves as they are. */
final class AddedProperties {
  /** About as many as there are, so that the map does not grow on the way. */
  private static final int USUAL = 16;

  private final Map<String, PropertyValue> sent;
  private @Nullable Map<String, PropertyValue> all;

  AddedProperties(Map<String, PropertyValue> sent) {
    this.sent = sent;
  }

  void putIfNotSent(String name, PropertyValue value) {
    if (sent.containsKey(name)) {
      return;
    }
    if (all == null) {
      all = LinkedHashMap.newLinkedHashMap(sent.size() + USUAL);
      all.putAll(sent);
    }
    all.put(name, value);
  }

  @Nullable PropertyValue sent(String name) {
    return sent.get(name);
  }

  /** Whether a property was sent whose name begins so. */
  boolean sentAnyOf(String prefix) {
    for (String name : sent.keySet()) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return all == null;
  }

  /** What was sent, and after it what was added. */
  Map<String, PropertyValue> all() {
    return all == null ? sent : all;
  }
}
