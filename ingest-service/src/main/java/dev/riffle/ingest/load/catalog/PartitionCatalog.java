package dev.riffle.ingest.load.catalog;

import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.project.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one source partition, in memory: a pure fold of the partition's records, bounded.
 * What comes first stays; names and values beyond a limit are stored with their events but not
 * listed. One thread.
 */
public final class PartitionCatalog {
  static final int EVENTS_MAX = 2_000;
  static final int EVENT_PROPERTIES_MAX = 2_000;
  static final int USER_PROPERTIES_MAX = 1_000;
  static final int VALUES_PER_PROPERTY_MAX = 1_000;
  static final int VALUE_CHARACTERS_MAX = 256;

  /** Over all projects and properties of the partition. */
  static final int VALUES_MAX = 200_000;

  private final Map<ProjectId, ProjectTallies> projects = new HashMap<>();
  private final List<Tally> changed = new ArrayList<>();
  private int values;

  private static final class ProjectTallies {
    final Map<String, Tally> events = new HashMap<>();
    final Map<String, PropertyTallies> eventProperties = new HashMap<>();
    final Map<String, PropertyTallies> userProperties = new HashMap<>();
  }

  public PartitionCatalog(Collection<CatalogCount> stored) {
    stored.forEach(this::restore);
  }

  /** Counts a record; one that has been counted before counts nothing. */
  public void count(EventRecord event, long offset) {
    ProjectTallies project = projects.computeIfAbsent(event.project(), _ -> new ProjectTallies());
    long atMillis = event.time().occurredAt().toEpochMilli();
    switch (event.kind()) {
      case TRACK -> {
        countEvent(project, event, atMillis, offset);
        for (Map.Entry<String, PropertyValue> property : event.properties().entrySet()) {
          PropertyTallies tallies =
              property(project.eventProperties, property.getKey(), EVENT_PROPERTIES_MAX);
          if (tallies != null) {
            Property counted = new Property(event.project(), false, property.getKey());
            countValue(tallies, counted, property.getValue(), atMillis, offset);
          }
        }
        countOperations(project, event, atMillis, offset);
      }
      case IDENTIFY -> countOperations(project, event, atMillis, offset);
      case GROUP, ALIAS -> {}
    }
  }

  /** What has changed since the last call of {@link #settle}. */
  public List<CatalogCount> changes() {
    return changed.stream().map(Tally::count).toList();
  }

  /** The changes are stored. */
  public void settle() {
    changed.forEach(Tally::settled);
    changed.clear();
  }

  private record Property(ProjectId project, boolean ofUser, String name) {
    CatalogCount.Entry typeEntry() {
      return ofUser ? CatalogCount.Entry.USER_PROPERTY : CatalogCount.Entry.EVENT_PROPERTY;
    }

    CatalogCount.Entry valueEntry() {
      return ofUser ? CatalogCount.Entry.USER_VALUE : CatalogCount.Entry.EVENT_VALUE;
    }
  }

  private void countEvent(ProjectTallies project, EventRecord event, long atMillis, long offset) {
    Tally tally = project.events.get(event.name());
    if (tally == null) {
      if (project.events.size() >= EVENTS_MAX) {
        return;
      }
      tally = new Tally(event.project(), CatalogCount.Entry.EVENT, event.name(), "");
      project.events.put(event.name(), tally);
    }
    count(tally, atMillis, offset);
  }

  private void countOperations(
      ProjectTallies project, EventRecord event, long atMillis, long offset) {
    for (PropertyOperation operation : event.userOperations()) {
      switch (operation.kind()) {
        case SET, SET_ONCE, ADD, APPEND, PREPEND, PRE_INSERT, POST_INSERT -> {
          PropertyTallies tallies =
              property(project.userProperties, operation.name(), USER_PROPERTIES_MAX);
          if (tallies != null) {
            Property counted = new Property(event.project(), true, operation.name());
            countOperation(tallies, counted, operation, atMillis, offset);
          }
        }
        case REMOVE, UNSET, CLEAR_ALL -> {}
      }
    }
  }

  private void countOperation(
      PropertyTallies tallies,
      Property property,
      PropertyOperation operation,
      long atMillis,
      long offset) {
    switch (operation.kind()) {
      case SET, SET_ONCE -> countValue(tallies, property, operation.value(), atMillis, offset);
      // the value itself is known only in the order of event time
      case ADD -> countType(tallies, property, ValueType.NUMBER, atMillis, offset);
      case APPEND, PREPEND, PRE_INSERT, POST_INSERT ->
          countType(tallies, property, ValueType.LIST, atMillis, offset);
      case REMOVE, UNSET, CLEAR_ALL -> {}
    }
  }

  private void countValue(
      PropertyTallies tallies, Property property, PropertyValue value, long atMillis, long offset) {
    countType(tallies, property, ValueType.of(value), atMillis, offset);
    if (value instanceof PropertyValue.ListJson || value instanceof PropertyValue.Null) {
      return;
    }
    Tally tally = tallies.value(value);
    if (tally == null) {
      tally = newValue(tallies, property, value);
    }
    if (tally != null) {
      count(tally, atMillis, offset);
    }
  }

  private @Nullable Tally newValue(
      PropertyTallies tallies, Property property, PropertyValue value) {
    if (tallies.valueCount() >= VALUES_PER_PROPERTY_MAX || values >= VALUES_MAX) {
      return null;
    }
    String detail = StoredValue.encode(value);
    if (detail.length() > VALUE_CHARACTERS_MAX) {
      return null;
    }
    Tally tally = new Tally(property.project(), property.valueEntry(), property.name(), detail);
    tallies.putValue(value, tally);
    values++;
    return tally;
  }

  private void countType(
      PropertyTallies tallies, Property property, ValueType type, long atMillis, long offset) {
    Tally tally = tallies.types.get(type);
    if (tally == null) {
      tally = new Tally(property.project(), property.typeEntry(), property.name(), type.text());
      tallies.types.put(type, tally);
    }
    count(tally, atMillis, offset);
  }

  private void count(Tally tally, long atMillis, long offset) {
    if (tally.count(atMillis, offset)) {
      changed.add(tally);
    }
  }

  private static @Nullable PropertyTallies property(
      Map<String, PropertyTallies> properties, String name, int max) {
    PropertyTallies tallies = properties.get(name);
    if (tallies == null && properties.size() < max) {
      tallies = new PropertyTallies();
      properties.put(name, tallies);
    }
    return tallies;
  }

  private void restore(CatalogCount count) {
    ProjectTallies project = projects.computeIfAbsent(count.project(), _ -> new ProjectTallies());
    Tally tally = Tally.of(count);
    switch (count.entry()) {
      case EVENT -> project.events.put(count.name(), tally);
      case EVENT_PROPERTY ->
          restored(project.eventProperties, count).types.put(ValueType.of(count.detail()), tally);
      case USER_PROPERTY ->
          restored(project.userProperties, count).types.put(ValueType.of(count.detail()), tally);
      case EVENT_VALUE -> restoreValue(project.eventProperties, count, tally);
      case USER_VALUE -> restoreValue(project.userProperties, count, tally);
    }
  }

  private void restoreValue(
      Map<String, PropertyTallies> properties, CatalogCount count, Tally tally) {
    restored(properties, count).putValue(StoredValue.decode(count.detail()), tally);
    values++;
  }

  private static PropertyTallies restored(
      Map<String, PropertyTallies> properties, CatalogCount count) {
    return properties.computeIfAbsent(count.name(), _ -> new PropertyTallies());
  }
}
