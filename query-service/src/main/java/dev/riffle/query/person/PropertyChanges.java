package dev.riffle.query.person;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyChange;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyTimeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What changed when, out of histories. Pure. */
final class PropertyChanges {
  private PropertyChanges() {}

  /**
   * Changes of value, newest first; the same value set again is none.
   *
   * @param own history of the person's main sender
   * @param shared changes by the person's other senders
   */
  static List<PersonProfile.Change> of(PropertyHistory own, PropertyHistory shared) {
    List<PersonProfile.Change> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(own.timelines().keySet());
    names.addAll(shared.timelines().keySet());
    for (String name : names) {
      add(name, joined(own.timelines().get(name), shared.timelines().get(name)), changes);
    }
    changes.sort(
        Comparator.comparing(PersonProfile.Change::at)
            .reversed()
            .thenComparing(PersonProfile.Change::property));
    return changes;
  }

  private static void add(
      String name, PropertyTimeline timeline, List<PersonProfile.Change> changes) {
    PropertyValue before = timeline.base();
    long last = Long.MIN_VALUE;
    for (PropertyChange change : timeline.changes()) {
      if (change.atMillis() == last) {
        continue;
      }
      last = change.atMillis();
      PropertyValue after = timeline.at(last);
      if (after == null ? before != null : !after.equals(before)) {
        changes.add(
            new PersonProfile.Change(Instant.ofEpochMilli(last), name, Optional.ofNullable(after)));
      }
      before = after;
    }
  }

  private static PropertyTimeline joined(
      @Nullable PropertyTimeline own, @Nullable PropertyTimeline shared) {
    if (own == null) {
      return shared == null ? PropertyTimeline.EMPTY : shared;
    }
    PropertyTimeline joined = own;
    if (shared != null) {
      for (PropertyChange change : shared.changes()) {
        joined = joined.with(change);
      }
    }
    return joined;
  }
}
