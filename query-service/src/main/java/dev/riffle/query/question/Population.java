package dev.riffle.query.question;

import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which persons: by what they did and what they are, as of one instant T. Only persons that are
 * known by T can be members: those with a record of any kind, {@code identify} too, at or before T.
 * Nothing that happened after T counts.
 */
public sealed interface Population {
  int CLAUSES_MAX = 50;
  int DEPTH_MAX = 8;
  int STEPS_MAX = 10;
  int USERS_MAX = 10_000;

  /** Most periods that {@link Regularly} looks back. */
  int PERIODS_MAX = 400;

  /** In all of them: {@code {"all": [...]}}. */
  record All(List<Population> all) implements Population {
    public All {
      all = entries("/all", all, 1, CLAUSES_MAX);
    }
  }

  /** In at least one of them: {@code {"any": [...]}}. */
  record Any(List<Population> any) implements Population {
    public Any {
      any = entries("/any", any, 1, CLAUSES_MAX);
    }
  }

  /** Known, and not in it: {@code {"not": ...}}. */
  record Not(Population not) implements Population {}

  /**
   * A user property compares with values: {@code {"property": "plan", "op": "is", "values":
   * ["premium"]}}.
   *
   * @param compare of the user; in the mode {@code current} exactly when {@code time} says so
   * @param asOf with {@link PropertyTime#AS_OF}: at that instant instead of T
   */
  record HasProperty(Predicate.Compare compare, PropertyTime time, Optional<Instant> asOf)
      implements Population {
    public HasProperty {
      asOf.ifPresent(instant -> TimeRange.checked("/asOf", instant));
      boolean current = compare.mode() == PropertyMode.CURRENT;
      if (compare.of() != PropertyOf.USER || current != (time == PropertyTime.CURRENT)) {
        throw new IllegalArgumentException("a property of the user, in its mode");
      }
      if (asOf.isPresent() && time != PropertyTime.AS_OF) {
        throw InvalidQuestion.at(
            "/asOf", FaultCode.CONTRADICTION, "`asOf` goes with no other mode than `asOf`.");
      }
    }
  }

  /**
   * Did it, and so much: {@code {"did": "Exported", "atLeast": 3, "last": "30d"}}. Whoever did not
   * do it at all is not in, whatever the bounds.
   */
  record Did(EventCondition event, Count count, List<Bound> bounds, Optional<Window> window)
      implements Population {
    public Did {
      bounds = entries("", bounds, 0, Bound.Comparison.values().length);
      if (count.kind() == Count.Kind.DAYS && !Window.isBounded(window)) {
        throw InvalidQuestion.at(
            "/count", FaultCode.CONTRADICTION, "Days are counted within a window of dates.");
      }
      if (count.kind() != Count.Kind.EVENTS && window.orElse(null) instanceof Window.WithinFirst) {
        throw InvalidQuestion.at(
            "/withinFirst", FaultCode.CONTRADICTION, "`withinFirst` counts events only.");
      }
    }
  }

  /** Known, and did not do it: {@code {"didNot": "Export Completed", "last": "30d"}}. */
  record DidNot(EventCondition event, Optional<Window> window) implements Population {}

  /** Did it, and each time met the condition: {@code {"only": "Purchased", "where": ...}}. */
  record Only(EventCondition event, Optional<Window> window) implements Population {
    public Only {
      if (event.where().isEmpty()) {
        throw InvalidQuestion.at("/where", FaultCode.MISSING, "This field is required.");
      }
      notWithinFirst(window);
    }
  }

  /**
   * Two counts of events, divided: {@code {"ratio": {"of": "Purchased", "to": "Viewed"}, "atMost":
   * 0.1}}. Without any of the second there is no ratio, and the person is not in.
   */
  record Ratio(EventCondition of, EventCondition to, List<Bound> bounds, Optional<Window> window)
      implements Population {
    public Ratio {
      bounds = entries("", bounds, 1, Bound.Comparison.values().length);
      notWithinFirst(window);
    }
  }

  /**
   * Steps in order, the last one at most {@code within} after the first: {@code {"sequence": ["A",
   * "B"], "within": "1d", "thenNot": "C"}}. One event is one step. Of events at the same instant
   * those that meet earlier steps come first, then the order of arrival counts.
   *
   * @param within longest time from the first step to the last, inclusive
   * @param thenNot does not follow the last step within {@code thenNotWithin}, so far as is known
   *     by T; an event at the last step's own instant does not follow it
   */
  record Sequence(
      List<EventCondition> steps,
      Length within,
      Optional<EventCondition> thenNot,
      Length thenNotWithin,
      Optional<Window> window)
      implements Population {
    public Sequence {
      steps = entries("/sequence", steps, thenNot.isPresent() ? 1 : 2, STEPS_MAX);
      notWithinFirst(window);
    }
  }

  /** The first such event of all times lies in the window. */
  record FirstTime(EventCondition event, Window window) implements Population {}

  /**
   * So many times in each of some periods: {@code {"regularly": "Opened", "times": 2, "inPeriods":
   * 3, "ofLast": 4, "period": "7d"}}. The newest period ends with T, each begins where the one
   * before it ends.
   */
  record Regularly(EventCondition event, int times, int inPeriods, int ofLast, Length period)
      implements Population {
    public Regularly {
      atLeastOne("/times", times, 1_000_000);
      atLeastOne("/ofLast", ofLast, PERIODS_MAX);
      atLeastOne("/inPeriods", inPeriods, ofLast);
    }
  }

  /** Did it before the window, and not in it: {@code {"stopped": "Exported", "last": "30d"}}. */
  record Stopped(EventCondition event, Window window) implements Population {
    public Stopped {
      notWithinFirst(Optional.of(window));
    }
  }

  /**
   * Did it in the window, more than {@code after} after the time before: {@code {"resumed":
   * "Exported", "after": "30d", "last": "7d"}}.
   */
  record Resumed(EventCondition event, Length after, Optional<Window> window)
      implements Population {
    public Resumed {
      notWithinFirst(window);
    }
  }

  /**
   * A user property changed, from one record of the person to the next, in the window: {@code
   * {"changed": "plan", "from": ["free"], "to": ["premium"]}}. Before the first record it is {@code
   * (none)}.
   *
   * @param from one of these before; anything else than after when absent. Likewise {@code to}
   */
  record Changed(
      String property,
      Optional<Predicate.Compare> from,
      Optional<Predicate.Compare> to,
      Optional<Window> window)
      implements Population {
    public Changed {
      new PropertyReference(property, PropertyOf.USER, PropertyMode.AT_EVENT);
      notWithinFirst(window);
    }
  }

  /** In a saved segment, by its id: {@code {"inSegment": "loyalists"}}. */
  record InSegment(String id) implements Population {
    public static final int ID_CHARACTERS_MAX = 100;

    public InSegment {
      if (id.isEmpty() || id.length() > ID_CHARACTERS_MAX) {
        throw InvalidQuestion.at(
            "/inSegment",
            FaultCode.OUT_OF_BOUNDS,
            "A segment's id has 1 to " + ID_CHARACTERS_MAX + " characters.");
      }
    }
  }

  /**
   * Known, and one that these ids belong to: {@code {"users": ["user-17"], "devices": ["d-4"]}}; at
   * most {@value #USERS_MAX} of both together.
   */
  record Users(List<String> users, List<String> devices) implements Population {
    public Users {
      entries("/users", Stream.concat(users.stream(), devices.stream()).toList(), 1, USERS_MAX);
      users = List.copyOf(users);
      devices = List.copyOf(devices);
    }
  }

  /**
   * By recency, frequency and money: {@code {"rfm": "Purchased", "sum": "amount", "last": "365d",
   * "classes": ["champions"]}}. Everybody with a purchase is scored from 1 to 5 in each among all
   * who have one; in are those whose class and scores are listed, all where nothing is.
   *
   * @param recency whole days since the last purchase, fewer being better
   */
  record Rfm(
      Purchases purchases,
      List<RfmClass> classes,
      List<Integer> recency,
      List<Integer> frequency,
      List<Integer> monetary)
      implements Population {
    public static final int SCORE_MAX = 5;

    public Rfm {
      classes = List.copyOf(new LinkedHashSet<>(classes));
      recency = scores("/recency", recency);
      frequency = scores("/frequency", frequency);
      monetary = scores("/monetary", monetary);
    }

    /** True when it only says who is scored. */
    public boolean isOpen() {
      return classes.isEmpty() && recency.isEmpty() && frequency.isEmpty() && monetary.isEmpty();
    }

    private static List<Integer> scores(String pointer, List<Integer> scores) {
      if (scores.stream().anyMatch(score -> score < 1 || score > SCORE_MAX)) {
        throw InvalidQuestion.at(
            pointer, FaultCode.OUT_OF_BOUNDS, "Scores are 1 to " + SCORE_MAX + ".");
      }
      return List.copyOf(new LinkedHashSet<>(scores));
    }
  }

  /**
   * Events with money.
   *
   * @param sum event property with the amount; events where it is no number are none
   * @param window ends with T
   */
  record Purchases(EventCondition event, String sum, Optional<Window> window) {
    public Purchases {
      new PropertyReference(sum, PropertyOf.EVENT, PropertyMode.AT_EVENT);
    }

    /** The amount. */
    public PropertyReference amount() {
      return new PropertyReference(sum, PropertyOf.EVENT, PropertyMode.AT_EVENT);
    }
  }

  /** True when a clause looks at what properties are at the moment of asking. */
  default boolean usesCurrent() {
    return switch (this) {
      case All(List<Population> all) -> all.stream().anyMatch(Population::usesCurrent);
      case Any(List<Population> any) -> any.stream().anyMatch(Population::usesCurrent);
      case Not(Population not) -> not.usesCurrent();
      case HasProperty property -> property.time() == PropertyTime.CURRENT;
      case Did did -> did.event().usesCurrent();
      case DidNot didNot -> didNot.event().usesCurrent();
      case Only only -> only.event().usesCurrent();
      case Ratio ratio -> ratio.of().usesCurrent() || ratio.to().usesCurrent();
      case Sequence sequence ->
          sequence.steps().stream().anyMatch(EventCondition::usesCurrent)
              || sequence.thenNot().stream().anyMatch(EventCondition::usesCurrent);
      case FirstTime first -> first.event().usesCurrent();
      case Regularly regularly -> regularly.event().usesCurrent();
      case Stopped stopped -> stopped.event().usesCurrent();
      case Resumed resumed -> resumed.event().usesCurrent();
      case Rfm rfm -> rfm.purchases().event().usesCurrent();
      case Changed _, InSegment _, Users _ -> false;
    };
  }

  /** Ids of the saved segments that it names itself. */
  default Set<String> segmentIds() {
    Set<String> ids = new HashSet<>();
    switch (this) {
      case All(List<Population> all) -> all.forEach(each -> ids.addAll(each.segmentIds()));
      case Any(List<Population> any) -> any.forEach(each -> ids.addAll(each.segmentIds()));
      case Not(Population not) -> ids.addAll(not.segmentIds());
      case InSegment(String id) -> ids.add(id);
      case HasProperty _,
          Did _,
          DidNot _,
          Only _,
          Ratio _,
          Sequence _,
          FirstTime _,
          Regularly _,
          Stopped _,
          Resumed _,
          Changed _,
          Rfm _,
          Users _ -> {}
    }
    return ids;
  }

  /** Values as a condition of the user property at a record, for {@link Changed}. */
  static Predicate.Compare oneOf(String property, List<PropertyValue> values) {
    return new Predicate.Compare(
        property, PropertyOf.USER, PropertyMode.AT_EVENT, Operator.IS, values);
  }

  private static void notWithinFirst(Optional<Window> window) {
    if (window.orElse(null) instanceof Window.WithinFirst) {
      throw InvalidQuestion.at(
          "/withinFirst",
          FaultCode.CONTRADICTION,
          "`withinFirst` goes with `did`, `didNot` and `firstTime` only.");
    }
  }

  private static void atLeastOne(String pointer, int number, int max) {
    if (number < 1 || number > max) {
      throw InvalidQuestion.at(pointer, FaultCode.OUT_OF_BOUNDS, "This is 1 to " + max + ".");
    }
  }

  private static <T> List<T> entries(String pointer, List<T> items, int min, int max) {
    if (items.size() < min || items.size() > max) {
      throw InvalidQuestion.at(
          pointer,
          items.isEmpty() ? FaultCode.MISSING : FaultCode.OUT_OF_BOUNDS,
          pointer.isEmpty()
              ? "This needs a bound: atLeast, moreThan, atMost, lessThan or exactly."
              : "Takes " + min + " to " + max + " entries.");
    }
    return List.copyOf(items);
  }
}
