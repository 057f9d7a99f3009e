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
    private final ProjectId project;
    private final Map<String, EventTallies> events = new HashMap<>();
    private final Map<String, PropertyTallies> eventProperties = new HashMap<>();
    private final Map<String, PropertyTallies> userProperties = new HashMap<>();

    ProjectTallies(ProjectId project) {
      this.project = project;
    }

    @Nullable EventTallies event(String name) {
      EventTallies tallies = events.get(name);
      if (tallies == null && events.size() < EVENTS_MAX) {
        tallies = new EventTallies(new Tally(project, CatalogCount.Entry.EVENT, name, ""));
        events.put(name, tallies);
      }
      return tallies;
    }

    @Nullable PropertyTallies eventProperty(String name) {
      PropertyTallies tallies = eventProperties.get(name);
      return tallies == null && eventProperties.size() < EVENT_PROPERTIES_MAX
          ? restoredEventProperty(name)
          : tallies;
    }

    @Nullable PropertyTallies userProperty(String name) {
      PropertyTallies tallies = userProperties.get(name);
      return tallies == null && userProperties.size() < USER_PROPERTIES_MAX
          ? restoredUserProperty(name)
          : tallies;
    }

    PropertyTallies restoredEventProperty(String name) {
      return eventProperties.computeIfAbsent(name, _ -> PropertyTallies.ofEvent(project, name));
    }

    PropertyTallies restoredUserProperty(String name) {
      return userProperties.computeIfAbsent(name, _ -> PropertyTallies.ofUser(project, name));
    }
  }

  /**
   * An event and, at their places, the properties that it had the last time: one event mostly has
   * the same ones in the same order.
   */
  private static final class EventTallies {
    private static final int PLACES_MAX = 64;

    private final Tally tally;
    private final List<PropertyTallies> lastProperties = new ArrayList<>();

    EventTallies(Tally tally) {
      this.tally = tally;
    }

    @Nullable PropertyTallies property(int place, String name, ProjectTallies project) {
      if (place < lastProperties.size() && lastProperties.get(place).isNamed(name)) {
        return lastProperties.get(place);
      }
      PropertyTallies tallies = project.eventProperty(name);
      if (tallies != null && place < lastProperties.size()) {
        lastProperties.set(place, tallies);
      } else if (tallies != null && place < PLACES_MAX && place == lastProperties.size()) {
        lastProperties.add(tallies);
      }
      return tallies;
    }
  }

  /**
   * What a record leaves at each of its tallies.
   *
   * @param takenBack it was counted, and is to be no more
   */
  private record Mark(long atMillis, long offset, boolean takenBack) {}

  public PartitionCatalog(Collection<CatalogCount> stored) {
    stored.forEach(this::restore);
  }

  /** Counts a record; one that has been counted before counts nothing. */
  public void count(EventRecord event, long offset) {
    count(event, new Mark(event.time().occurredAt().toEpochMilli(), offset, false));
  }

  /** The engine refuses the record, which was counted since the last {@link #settle}. */
  public void takeBack(EventRecord event, long offset) {
    count(event, new Mark(event.time().occurredAt().toEpochMilli(), offset, true));
  }

  private void count(EventRecord event, Mark mark) {
    ProjectTallies project = projects.computeIfAbsent(event.project(), ProjectTallies::new);
    switch (event.kind()) {
      case TRACK -> {
        EventTallies tallies = project.event(event.name());
        if (tallies != null) {
          count(tallies.tally, mark);
        }
        countProperties(project, tallies, event, mark);
        countOperations(project, event, mark);
      }
      case IDENTIFY -> countOperations(project, event, mark);
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

  private void countProperties(
      ProjectTallies project, @Nullable EventTallies event, EventRecord record, Mark mark) {
    int place = 0;
    for (Map.Entry<String, PropertyValue> property : record.properties().entrySet()) {
      String name = property.getKey();
      PropertyTallies tallies =
          event == null ? project.eventProperty(name) : event.property(place++, name, project);
      if (tallies != null) {
        countValue(tallies, property.getValue(), mark);
      }
    }
  }

  private void countOperations(ProjectTallies project, EventRecord event, Mark mark) {
    for (PropertyOperation operation : event.userOperations()) {
      switch (operation.kind()) {
        case SET, SET_ONCE, ADD, APPEND, PREPEND, PRE_INSERT, POST_INSERT -> {
          PropertyTallies tallies = project.userProperty(operation.name());
          if (tallies != null) {
            countOperation(tallies, operation, mark);
          }
        }
        case REMOVE, UNSET, CLEAR_ALL -> {}
      }
    }
  }

  private void countOperation(PropertyTallies tallies, PropertyOperation operation, Mark mark) {
    switch (operation.kind()) {
      case SET, SET_ONCE -> countValue(tallies, operation.value(), mark);
      // the value itself is known only in the order of event time
      case ADD -> count(tallies.type(ValueType.NUMBER), mark);
      case APPEND, PREPEND, PRE_INSERT, POST_INSERT -> count(tallies.type(ValueType.LIST), mark);
      case REMOVE, UNSET, CLEAR_ALL -> {}
    }
  }

  private void countValue(PropertyTallies tallies, PropertyValue value, Mark mark) {
    count(tallies.type(ValueType.of(value)), mark);
    if (value instanceof PropertyValue.ListJson || value instanceof PropertyValue.Null) {
      return;
    }
    Tally tally = tallies.value(value);
    if (tally == null) {
      tally = newValue(tallies, value);
    }
    if (tally != null) {
      count(tally, mark);
    }
  }

  private @Nullable Tally newValue(PropertyTallies tallies, PropertyValue value) {
    if (tallies.valueCount() >= VALUES_PER_PROPERTY_MAX || values >= VALUES_MAX) {
      return null;
    }
    String detail = StoredValue.encode(value);
    if (detail.length() > VALUE_CHARACTERS_MAX) {
      return null;
    }
    values++;
    return tallies.newValue(value, detail);
  }

  private void count(Tally tally, Mark mark) {
    if (mark.takenBack()) {
      tally.takeBack(mark.offset());
    } else if (tally.count(mark.atMillis(), mark.offset())) {
      changed.add(tally);
    }
  }

  private void restore(CatalogCount count) {
    ProjectTallies project = projects.computeIfAbsent(count.project(), ProjectTallies::new);
    Tally tally = Tally.of(count);
    switch (count.entry()) {
      case EVENT -> project.events.put(count.name(), new EventTallies(tally));
      case EVENT_PROPERTY ->
          project.restoredEventProperty(count.name()).putType(ValueType.of(count.detail()), tally);
      case USER_PROPERTY ->
          project.restoredUserProperty(count.name()).putType(ValueType.of(count.detail()), tally);
      case EVENT_VALUE -> restoreValue(project.restoredEventProperty(count.name()), count, tally);
      case USER_VALUE -> restoreValue(project.restoredUserProperty(count.name()), count, tally);
    }
  }

  private void restoreValue(PropertyTallies tallies, CatalogCount count, Tally tally) {
    tallies.putValue(StoredValue.decode(count.detail()), tally);
    values++;
  }
}
