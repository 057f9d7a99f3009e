package dev.riffle.ingest.load.identity;

import dev.riffle.event.history.PropertyChange;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyTimeline;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** From which event time on two resolutions of a sender differ; empty when they do not. */
final class Difference {
  private Difference() {}

  static OptionalLong ofOwners(List<Owner> before, List<Owner> after) {
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      if (i >= before.size()) {
        return OptionalLong.of(after.get(i).fromMillis());
      }
      if (i >= after.size()) {
        return OptionalLong.of(before.get(i).fromMillis());
      }
      if (!before.get(i).equals(after.get(i))) {
        return OptionalLong.of(Math.min(before.get(i).fromMillis(), after.get(i).fromMillis()));
      }
    }
    return OptionalLong.empty();
  }

  static OptionalLong ofHistories(PropertyHistory before, PropertyHistory after) {
    if (before.equals(after)) {
      return OptionalLong.empty();
    }
    long first = ofChanges(before.clears(), after.clears());
    Set<String> names = new HashSet<>(before.timelines().keySet());
    names.addAll(after.timelines().keySet());
    for (String name : names) {
      first = Math.min(first, ofTimelines(before.timeline(name), after.timeline(name)));
    }
    return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
  }

  private static long ofTimelines(PropertyTimeline before, PropertyTimeline after) {
    if (before.horizonMillis() == after.horizonMillis()
        && Objects.equals(before.base(), after.base())) {
      return ofChanges(before.changes(), after.changes());
    }
    // before the later horizon rows keep what they have
    return Math.max(before.horizonMillis(), after.horizonMillis());
  }

  private static long ofChanges(List<PropertyChange> before, List<PropertyChange> after) {
    int same = 0;
    while (same < before.size()
        && same < after.size()
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    long first = Long.MAX_VALUE;
    if (same < before.size()) {
      first = before.get(same).atMillis();
    }
    if (same < after.size()) {
      first = Math.min(first, after.get(same).atMillis());
    }
    return first;
  }
}
