package dev.riffle.query.reference;

import dev.riffle.query.question.Exclusion;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.StepOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The paths of one person through a funnel, by trying out. */
final class ReferencePaths {
  /**
   * A path.
   *
   * @param times of its steps
   * @param events that were possible for each step at its time
   * @param endedBy when an exclusion ended it within the window
   */
  record Path(List<Instant> times, List<List<TestEvent>> events, Optional<Instant> endedBy) {
    Instant start() {
      return times.getFirst();
    }
  }

  private static final Comparator<List<Instant>> LONGEST_THEN_EARLIEST =
      Comparator.<List<Instant>>comparingInt(times -> -times.size())
          .thenComparing(ReferencePaths::earlier);

  private final Funnel question;
  private final ReferencePredicate predicates;
  private final java.util.function.Predicate<TestEvent> mayBegin;
  private final List<TestEvent> events;

  /** Of events in any order that all belong to the person and are looked at. */
  ReferencePaths(
      Funnel question,
      ReferencePredicate predicates,
      java.util.function.Predicate<TestEvent> mayBegin,
      List<TestEvent> events) {
    this.question = question;
    this.predicates = predicates;
    this.mayBegin = mayBegin;
    this.events = events;
  }

  /** The best from each instant at which a path may begin, in order. */
  List<Path> all() {
    SortedSet<Instant> instants = new TreeSet<>();
    events.forEach(event -> instants.add(event.time()));
    List<Path> paths = new ArrayList<>();
    for (Instant instant : instants) {
      Optional<Path> path =
          switch (question.order()) {
            case THIS -> inThisOrder(instant);
            case EXACT -> inExactOrder(instant);
            case ANY -> inAnyOrder(instant);
          };
      path.ifPresent(paths::add);
    }
    return paths;
  }

  private Optional<Path> inThisOrder(Instant start) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> ended = Optional.empty();
    for (Instant instant : instantsFrom(start)) {
      int before = times.size();
      int done = furthest(at(instant), before);
      for (int step = before; step < done; step++) {
        times.add(instant);
      }
      if (times.isEmpty()) {
        return Optional.empty();
      }
      if (done == before && done < steps() && excludes(at(instant), done)) {
        ended = Optional.of(instant);
        break;
      }
    }
    if (question.exclusions().isEmpty()) {
      // by the words of the definition alone: different events, one after the other
      List<Instant> longest = longest(start, 0, new HashSet<>(), start);
      if (!longest.equals(times)) {
        throw new AssertionError("the reference disagrees with itself: " + longest + times);
      }
    }
    return Optional.of(path(times, ended));
  }

  private List<Instant> longest(Instant last, int done, Set<TestEvent> used, Instant start) {
    List<Instant> best = List.of();
    if (done == steps()) {
      return best;
    }
    Set<Instant> tried = new HashSet<>();
    for (TestEvent event : events) {
      boolean possible =
          !used.contains(event)
              && (done == 0 ? event.time().equals(start) : !event.time().isBefore(last))
              && !event.time().isAfter(start.plus(question.window().length()))
              && isStep(event, done);
      // without overlap any event of an instant is as good as another
      if (possible && (question.stepsOverlap() || tried.add(event.time()))) {
        Set<TestEvent> now = new HashSet<>(used);
        now.add(event);
        List<Instant> times = new ArrayList<>(List.of(event.time()));
        times.addAll(longest(event.time(), done + 1, now, start));
        if (best.isEmpty() || LONGEST_THEN_EARLIEST.compare(times, best) < 0) {
          best = times;
        }
      }
    }
    return best;
  }

  /** Any number of steps at the start; after that all events of an instant, but for the last. */
  private Optional<Path> inExactOrder(Instant start) {
    List<Instant> best = List.of();
    for (int first = 1; first <= furthest(at(start), 0); first++) {
      List<Instant> times = new ArrayList<>();
      for (Instant instant : instantsFrom(start)) {
        int before = times.size();
        int done = instant.equals(start) ? first : furthest(at(instant), before);
        for (int step = before; step < done; step++) {
          times.add(instant);
        }
        if (!instant.equals(start) && done - before < at(instant).size()) {
          break;
        }
      }
      if (best.isEmpty() || LONGEST_THEN_EARLIEST.compare(times, best) < 0) {
        best = times;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(path(best, Optional.empty()));
  }

  private Optional<Path> inAnyOrder(Instant start) {
    if (at(start).stream().noneMatch(event -> isAnyStep(event) && mayBegin.test(event))) {
      return Optional.empty();
    }
    List<Instant> times = new ArrayList<>();
    List<List<TestEvent>> possible = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    for (Instant instant : instantsFrom(start)) {
      for (int step = 0; step < steps(); step++) {
        int each = step;
        List<TestEvent> here = at(instant).stream().filter(event -> meets(event, each)).toList();
        if (!here.isEmpty() && done.add(step)) {
          times.add(instant);
          possible.add(here);
        }
      }
    }
    return Optional.of(new Path(times, possible, Optional.empty()));
  }

  private Path path(List<Instant> times, Optional<Instant> ended) {
    List<List<TestEvent>> possible = new ArrayList<>();
    for (int step = 0; step < times.size(); step++) {
      int each = step;
      possible.add(at(times.get(step)).stream().filter(event -> isStep(event, each)).toList());
    }
    return new Path(times, possible, ended);
  }

  /** How many steps can be done when so many are and these events come, each used once. */
  private int furthest(List<TestEvent> instant, int done) {
    int furthest = done;
    for (TestEvent event : instant) {
      if (done < steps() && isStep(event, done)) {
        List<TestEvent> left = new ArrayList<>(instant);
        left.remove(event);
        furthest = Math.max(furthest, furthest(left, done + 1));
      }
    }
    return furthest;
  }

  private boolean excludes(List<TestEvent> instant, int done) {
    for (Exclusion exclusion : question.exclusions()) {
      int after = exclusion.after().orElse(1);
      int before = exclusion.before().orElse(steps());
      for (TestEvent event : instant) {
        if (after <= done
            && done < before
            && event.name().equals(exclusion.event())
            && exclusion.where().stream().allMatch(where -> predicates.holds(where, event))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isStep(TestEvent event, int step) {
    return meets(event, step)
        && (step > 0 || question.order() == StepOrder.ANY || mayBegin.test(event));
  }

  private boolean isAnyStep(TestEvent event) {
    for (int step = 0; step < steps(); step++) {
      if (meets(event, step)) {
        return true;
      }
    }
    return false;
  }

  private boolean meets(TestEvent event, int step) {
    var wanted = question.steps().get(step);
    return event.name().equals(wanted.event())
        && wanted.where().stream().allMatch(where -> predicates.holds(where, event));
  }

  private List<TestEvent> at(Instant instant) {
    return events.stream().filter(event -> event.time().equals(instant)).toList();
  }

  private SortedSet<Instant> instantsFrom(Instant start) {
    SortedSet<Instant> instants = new TreeSet<>();
    for (TestEvent event : events) {
      if (!event.time().isBefore(start)
          && !event.time().isAfter(start.plus(question.window().length()))) {
        instants.add(event.time());
      }
    }
    return instants;
  }

  private int steps() {
    return question.steps().size();
  }

  private static int earlier(List<Instant> a, List<Instant> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
