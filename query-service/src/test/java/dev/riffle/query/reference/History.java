package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.catalog.PropertyEntry;
import dev.riffle.query.question.PropertyOf;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a project has stored: its rows, its senders, and the current properties of its persons.
 */
public record History(
    ProjectContext project,
    List<TestEvent> events,
    List<StoredSender> senders,
    Map<Integer, Map<String, PropertyValue>> currentProperties) {

  /** The same with other events. */
  public History with(List<TestEvent> other) {
    return new History(project, List.copyOf(other), senders, currentProperties);
  }

  /** The same in another project. */
  public History in(ProjectId other) {
    return new History(
        new ProjectContext(other, project.zone(), project.weekStart(), project.segments()),
        events,
        senders,
        currentProperties);
  }

  /** Senders whose rows are not yet all rewritten. */
  public long pendingCorrections() {
    return senders.stream().filter(sender -> !sender.restatements().isEmpty()).count();
  }

  /** The catalog that a loader would keep; without counts of values when they are not wanted. */
  public Catalog catalog(boolean withValueCounts) {
    Map<String, EventEntry> names = new HashMap<>();
    Map<Catalog.Key, Set<PropertyValue>> values = new HashMap<>();
    for (TestEvent event : events) {
      names.put(event.name(), new EventEntry(event.name(), 1, event.time(), event.time()));
      event.properties().forEach((name, value) -> add(values, PropertyOf.EVENT, name, value));
      event.userProperties().forEach((name, value) -> add(values, PropertyOf.USER, name, value));
    }
    currentProperties
        .values()
        .forEach(all -> all.forEach((name, value) -> add(values, PropertyOf.USER, name, value)));
    Map<Catalog.Key, PropertyEntry> properties = new HashMap<>();
    Map<Catalog.Key, Long> counts = new HashMap<>();
    values.forEach((key, all) -> {
      counts.put(key, (long) all.size());
      properties.put(
          key, new PropertyEntry(key.name(), key.of(), 1, List.of(), Instant.EPOCH, Instant.EPOCH));
    });
    return new Catalog(names, properties, withValueCounts ? counts : Map.of());
  }

  private static void add(
      Map<Catalog.Key, Set<PropertyValue>> values,
      PropertyOf of,
      String name,
      PropertyValue value) {
    values.computeIfAbsent(new Catalog.Key(of, name), _ -> new HashSet<>()).add(value);
  }
}
