package dev.riffle.ingest.collect.canonical;

import dev.riffle.event.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From a vendor's names to the canonical ones. What a library fills in without knowing it is left
 * out. Thread-safe.
 *
 * @param names vendor's name to canonical name
 */
public record ContextMapping(Map<String, String> names) {
  public ContextMapping {
    names = Map.copyOf(names);
  }

  /**
   * The properties under their canonical names, in their order; the same map when it has none to
   * rename. A property that was sent under the canonical name wins.
   */
  public Map<String, PropertyValue> canonical(Map<String, PropertyValue> sent) {
    return hasAny(sent) ? renamed(sent) : sent;
  }

  private boolean hasAny(Map<String, PropertyValue> sent) {
    for (String name : sent.keySet()) {
      if (names.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  private Map<String, PropertyValue> renamed(Map<String, PropertyValue> sent) {
    Map<String, PropertyValue> renamed = LinkedHashMap.newLinkedHashMap(sent.size());
    sent.forEach((name, value) -> {
      String canonical = names.get(name);
      if (canonical == null) {
        renamed.put(name, value);
      } else if (ContextValues.isKnown(value) && !sent.containsKey(canonical)) {
        renamed.putIfAbsent(canonical, ContextValues.canonical(canonical, value));
      }
    });
    return renamed;
  }
}
