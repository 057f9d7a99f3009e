package dev.riffle.ingest.load.identity;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyChange;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the senders of one person have done to the person's properties. Immutable.
 *
 * <p>At one instant the sender with the smaller number comes first. In the histories that are given
 * here, offsets only say that order: those of senders before the one that is left out are negative,
 * those of senders after it greater than any offset of a log.
 */
final class PersonHistory {
  /** Changes of one property by others; beyond that the oldest are folded together. */
  static final int SHARED_CHANGES_MAX = 256;

  private static final long BEFORE = Long.MIN_VALUE / 2;
  private static final long AFTER = Long.MAX_VALUE / 2;
  private static final long MARK = Long.MIN_VALUE;
  private static final int NOBODY = 0;

  private final List<Contribution> contributions;

  /** What one sender has done while it was the person's. */
  record Contribution(int sender, PropertyHistory history) {}

  /** A stretch of a device: to that person, until the next one. */
  record Turn(long fromMillis, PersonHistory person) {}

  private record Tagged(int sender, PropertyChange change) {
    static final Comparator<Tagged> ORDER =
        Comparator.<Tagged>comparingLong(tagged -> tagged.change().atMillis())
            .thenComparingInt(Tagged::sender)
            .thenComparingLong(tagged -> tagged.change().offset());
  }

  private record Place(long atMillis, int sender, long offset) {}

  PersonHistory(List<Contribution> contributions) {
    this.contributions =
        contributions.stream()
            .filter(contribution -> !contribution.history().isEmpty())
            .sorted(Comparator.comparingInt(Contribution::sender))
            .toList();
  }

  /** Everything, in one order. */
  PropertyHistory whole() {
    return combine(contributions, NOBODY);
  }

  /** What a sender must know besides its own history. */
  PropertyHistory without(int sender) {
    return combine(
        contributions.stream().filter(contribution -> contribution.sender() != sender).toList(),
        sender);
  }

  /**
   * What a device must know besides its own history when it goes from person to person: at each
   * turn everything is cleared and set to what the next person has by then.
   */
  static PropertyHistory ofDevice(int device, List<Turn> turns) {
    if (turns.size() == 1) {
      return turns.getFirst().person().without(device);
    }
    List<PropertyHistory> parts = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      long to = i + 1 < turns.size() ? turns.get(i + 1).fromMillis() : Long.MAX_VALUE;
      long from = i == 0 ? Long.MIN_VALUE : turn.fromMillis();
      PropertyHistory part = cut(turn.person().without(device), from, to);
      parts.add(i == 0 ? part : after(turn, part));
    }
    return chained(parts);
  }

  /** A history as far as its changes lie from one time, inclusive, to another, exclusive. */
  static PropertyHistory cut(PropertyHistory history, long fromMillis, long toMillis) {
    if (fromMillis == Long.MIN_VALUE && toMillis == Long.MAX_VALUE) {
      return history;
    }
    Map<String, PropertyTimeline> timelines = new TreeMap<>();
    history
        .timelines()
        .forEach((name, timeline) -> {
          List<PropertyChange> changes = between(timeline.changes(), fromMillis, toMillis);
          boolean hasBase =
              timeline.horizonMillis() >= fromMillis
                  && timeline.horizonMillis() < toMillis
                  && timeline.horizonMillis() != Long.MIN_VALUE;
          if (hasBase) {
            timelines.put(
                name, new PropertyTimeline(timeline.base(), timeline.horizonMillis(), changes));
          } else if (!changes.isEmpty()) {
            timelines.put(name, PropertyTimeline.emptyAfter(changes));
          }
        });
    return new PropertyHistory(timelines, between(history.clears(), fromMillis, toMillis));
  }

  private static List<PropertyChange> between(
      List<PropertyChange> changes, long fromMillis, long toMillis) {
    return changes.stream()
        .filter(change -> change.atMillis() >= fromMillis && change.atMillis() < toMillis)
        .toList();
  }

  private static PropertyHistory after(Turn turn, PropertyHistory part) {
    long at = turn.fromMillis();
    PropertyChange clear =
        new PropertyChange(at, MARK, PropertyOperation.Kind.CLEAR_ALL, new PropertyValue.Null());
    Map<String, PropertyValue> values = turn.person().whole().at(at - 1);
    TreeSet<String> names = new TreeSet<>(part.timelines().keySet());
    names.addAll(values.keySet());
    Map<String, PropertyTimeline> timelines = new TreeMap<>();
    for (String name : names) {
      List<PropertyChange> changes = new ArrayList<>();
      changes.add(clear);
      PropertyValue value = values.get(name);
      if (value != null) {
        changes.add(new PropertyChange(at, MARK + 1, PropertyOperation.Kind.SET, value));
      }
      changes.addAll(part.timeline(name).changes());
      timelines.put(name, PropertyTimeline.emptyAfter(changes));
    }
    List<PropertyChange> clears = new ArrayList<>();
    clears.add(clear);
    clears.addAll(part.clears());
    return new PropertyHistory(timelines, clears);
  }

  private static PropertyHistory chained(List<PropertyHistory> parts) {
    TreeSet<String> names = new TreeSet<>();
    parts.forEach(part -> names.addAll(part.timelines().keySet()));
    Map<String, PropertyTimeline> timelines = new TreeMap<>();
    for (String name : names) {
      List<PropertyChange> changes = new ArrayList<>();
      parts.forEach(part -> changes.addAll(part.timeline(name).changes()));
      PropertyTimeline first = parts.getFirst().timeline(name);
      timelines.put(name, new PropertyTimeline(first.base(), first.horizonMillis(), changes));
    }
    List<PropertyChange> clears = new ArrayList<>();
    parts.forEach(part -> clears.addAll(part.clears()));
    return new PropertyHistory(timelines, clears);
  }

  private static PropertyHistory combine(List<Contribution> contributions, int own) {
    Map<Place, Long> ranks = ranks(contributions, own);
    TreeSet<String> names = new TreeSet<>();
    contributions.forEach(one -> names.addAll(one.history().timelines().keySet()));
    Map<String, PropertyTimeline> timelines = new TreeMap<>();
    for (String name : names) {
      timelines.put(name, timeline(name, contributions, ranks));
    }
    List<Tagged> clears = new ArrayList<>();
    contributions.forEach(one -> tag(one.sender(), one.history().clears(), clears));
    return new PropertyHistory(timelines, ranked(clears, ranks));
  }

  private static PropertyTimeline timeline(
      String name, List<Contribution> contributions, Map<Place, Long> ranks) {
    PropertyValue base = null;
    long horizon = Long.MIN_VALUE;
    List<Tagged> tagged = new ArrayList<>();
    for (Contribution one : contributions) {
      PropertyTimeline timeline = one.history().timeline(name);
      if (timeline.horizonMillis() > horizon) {
        base = timeline.base();
        horizon = timeline.horizonMillis();
      }
      tag(one.sender(), timeline.changes(), tagged);
    }
    long known = horizon;
    tagged.removeIf(change -> change.change().atMillis() < known);
    List<PropertyChange> changes = ranked(tagged, ranks);
    if (changes.size() <= SHARED_CHANGES_MAX) {
      return new PropertyTimeline(base, horizon, changes);
    }
    List<PropertyChange> oldest = changes.subList(0, changes.size() - SHARED_CHANGES_MAX);
    long folded = oldest.getLast().atMillis();
    return new PropertyTimeline(
        new PropertyTimeline(base, horizon, oldest).at(folded),
        folded,
        changes.subList(oldest.size(), changes.size()));
  }

  private static void tag(int sender, List<PropertyChange> changes, List<Tagged> tagged) {
    changes.forEach(change -> tagged.add(new Tagged(sender, change)));
  }

  private static List<PropertyChange> ranked(List<Tagged> tagged, Map<Place, Long> ranks) {
    tagged.sort(Tagged.ORDER);
    return tagged.stream()
        .map(one -> {
          PropertyChange change = one.change();
          long rank =
              ranks.getOrDefault(new Place(change.atMillis(), one.sender(), change.offset()), 0L);
          return new PropertyChange(change.atMillis(), rank, change.kind(), change.value());
        })
        .toList();
  }

  /** Counted anew at each instant, so that a change more does not renumber the others. */
  private static Map<Place, Long> ranks(List<Contribution> contributions, int own) {
    List<Tagged> all = new ArrayList<>();
    for (Contribution one : contributions) {
      one.history().timelines().values().forEach(t -> tag(one.sender(), t.changes(), all));
      tag(one.sender(), one.history().clears(), all);
    }
    all.sort(Tagged.ORDER);
    Map<Place, Long> ranks = new HashMap<>();
    long at = Long.MIN_VALUE;
    int count = 0;
    for (Tagged one : all) {
      PropertyChange change = one.change();
      if (change.atMillis() != at) {
        at = change.atMillis();
        count = 0;
      }
      long zone = one.sender() < own ? BEFORE : AFTER;
      if (ranks.putIfAbsent(new Place(at, one.sender(), change.offset()), zone + count) == null) {
        count++;
      }
    }
    return ranks;
  }
}
