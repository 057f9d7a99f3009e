package dev.riffle.ingest.collect.canonical;

import dev.riffle.event.PropertyValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a vendor's names to the canonical ones. What a library fills in without knowing it is left
 * out. Immutable.
 */
public final class ContextMapping {
  private static final int FIRST_CHARACTERS = 128;

  /** Quicker than {@code Map.copyOf}, and never changed after the constructor. */
  private final HashMap<String, String> names;

  /** With which characters a vendor's name begins: most names of senders are ruled out by it. */
  private final boolean[] first = new boolean[FIRST_CHARACTERS];

  /**
   * Takes the names as they are now.
   *
   * @param names vendor's name to canonical name; a vendor's name begins with a character of ASCII
   */
  public ContextMapping(Map<String, String> names) {
    this.names = new HashMap<>(names);
    for (String name : names.keySet()) {
      first[name.charAt(0)] = true;
    }
  }

  /** These names and more. */
  public ContextMapping and(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(names);
    all.putAll(more);
    return new ContextMapping(all);
  }

  /**
   * The properties under their canonical names, in their order; the same map when it has none to
   * rename. A property that was sent under the canonical name wins.
   */
  public Map<String, PropertyValue> canonical(Map<String, PropertyValue> sent) {
    for (String name : sent.keySet()) {
      if (canonical(name) != null) {
        return renamed(sent);
      }
    }
    return sent;
  }

  private Map<String, PropertyValue> renamed(Map<String, PropertyValue> sent) {
    Map<String, PropertyValue> renamed = LinkedHashMap.newLinkedHashMap(sent.size());
    for (Map.Entry<String, PropertyValue> property : sent.entrySet()) {
      PropertyValue value = property.getValue();
      String canonical = canonical(property.getKey());
      if (canonical == null) {
        renamed.put(property.getKey(), value);
      } else if (ContextValues.isKnown(value) && !sent.containsKey(canonical)) {
        renamed.putIfAbsent(canonical, ContextValues.canonical(canonical, value));
      }
    }
    return renamed;
  }

  private @Nullable String canonical(String name) {
    char c = name.charAt(0);
    return c < FIRST_CHARACTERS && first[c] ? names.get(name) : null;
  }
}
