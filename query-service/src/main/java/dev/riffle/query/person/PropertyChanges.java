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
    own.joined(shared).timelines().forEach((name, timeline) -> add(name, timeline, changes));
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
}
