package dev.riffle.query.catalog;

import dev.riffle.query.question.Breakdown;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.SavedPopulations;
import dev.riffle.query.question.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a project has sent, as they were at one moment. Immutable.
 *
 * @param valueCounts how many values each property has had
 * @param segments that somebody has saved
 */
public record Catalog(
    Map<String, EventEntry> events,
    Map<Key, PropertyEntry> properties,
    Map<Key, Long> valueCounts,
    SavedPopulations segments) {
  /** What tells properties apart. */
  public record Key(PropertyOf of, String name) {}

  private static final int MANY = Integer.MAX_VALUE;

  public Catalog {
    events = Map.copyOf(events);
    properties = Map.copyOf(properties);
    valueCounts = Map.copyOf(valueCounts);
  }

  /** What was sent, without saved segments. */
  public Catalog(
      Map<String, EventEntry> events,
      Map<Key, PropertyEntry> properties,
      Map<Key, Long> valueCounts) {
    this(events, properties, valueCounts, SavedPopulations.NONE);
  }

  /** The same names, and these segments. */
  public Catalog with(SavedPopulations saved) {
    return new Catalog(events, properties, valueCounts, saved);
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

  /** About how many groups there are at most, {@link Integer#MAX_VALUE} when nobody knows. */
  public int groups(List<Breakdown> groupBy) {
    long groups = 1;
    for (Breakdown breakdown : groupBy) {
      long values =
          switch (breakdown) {
            // and one without any
            case GroupBy by -> valueCount(by.of(), by.property()).orElse((long) MANY) + 1;
            case Segment _ -> 2;
          };
      groups = Math.min(MANY, groups * Math.min(MANY, values));
    }
    return (int) groups;
  }

  public List<String> eventNamesLike(String name) {
    return SimilarNames.of(name, events.keySet());
  }

  public List<String> propertyNamesLike(PropertyOf of, String name) {
    return SimilarNames.of(
        name, properties.keySet().stream().filter(key -> key.of() == of).map(Key::name).toList());
  }
}
