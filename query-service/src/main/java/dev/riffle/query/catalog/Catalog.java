package dev.riffle.query.catalog;

import dev.riffle.query.question.PropertyOf;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a project has sent, as they were at one moment. Immutable.
 *
 * @param valueCounts how many values each property has had
 */
public record Catalog(
    Map<String, EventEntry> events,
    Map<Key, PropertyEntry> properties,
    Map<Key, Long> valueCounts) {
  /** What tells properties apart. */
  public record Key(PropertyOf of, String name) {}

  public Catalog {
    events = Map.copyOf(events);
    properties = Map.copyOf(properties);
    valueCounts = Map.copyOf(valueCounts);
  }

  public boolean hasEvent(String name) {
    return events.containsKey(name);
  }

  public Optional<PropertyEntry> property(PropertyOf of, String name) {
    return Optional.ofNullable(properties.get(new Key(of, name)));
  }

  /** About how many values the property has had; empty when nobody counted them. */
  public Optional<Long> valueCount(PropertyOf of, String name) {
    return Optional.ofNullable(valueCounts.get(new Key(of, name)));
  }

  public List<String> eventNamesLike(String name) {
    return SimilarNames.of(name, events.keySet());
  }

  public List<String> propertyNamesLike(PropertyOf of, String name) {
    return SimilarNames.of(
        name, properties.keySet().stream().filter(key -> key.of() == of).map(Key::name).toList());
  }
}
