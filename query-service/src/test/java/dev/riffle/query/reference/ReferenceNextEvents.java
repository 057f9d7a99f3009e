package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PathDirection;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers a question about paths by loops over the events. */
public final class ReferenceNextEvents {
  private static final Comparator<TestEvent> IN_TIME =
      Comparator.comparing(TestEvent::time)
          .thenComparing(event -> bytes(event.name()))
          .thenComparing(event -> bytes(event.session()));

  private final Paths question;
  private final ReferencePredicate predicates;
  private final ReferenceCalendar calendar;
  private final List<TestEvent> events;

  /** From which node to which, by their labels. */
  public record Step(int step, String from, String to) {}

  public ReferenceNextEvents(History history, Paths question, Instant watermark) {
    this.question = question;
    this.predicates = new ReferencePredicate(history);
    this.calendar =
        new ReferenceCalendar(
            (TimeRange.Dates) question.scope().range(),
            question.scope().timeZone().orElse(history.project().zone()),
            Interval.NONE,
            history.project().weekStart());
    this.events =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> !event.received().isAfter(watermark))
            .filter(event -> !question.exclude().contains(event.name()))
            .filter(event ->
                question.where().stream().allMatch(where -> predicates.holds(where, event)))
            .sorted(IN_TIME)
            .toList();
  }

  /**
   * Persons of each link, with the labels of the nodes.
   *
   * @param segment whose anchors meet it; everybody's when empty
   */
  public Map<Step, List<Integer>> links(Optional<Segment> segment) {
    Map<Integer, List<String>> everybody = paths(Optional.empty());
    List<List<String>> tops = new ArrayList<>();
    for (int step = 0; step < question.depth(); step++) {
      tops.add(top(everybody, step));
    }
    Map<Step, List<Integer>> links = new HashMap<>();
    paths(segment)
        .forEach((person, path) -> {
          String from = question.anchor().event();
          for (int step = 0; step < question.depth() && step <= path.size(); step++) {
            String to =
                step == path.size()
                    ? "(end)"
                    : tops.get(step).contains(path.get(step)) ? path.get(step) : "(other)";
            links.computeIfAbsent(new Step(step + 1, from, to), _ -> new ArrayList<>()).add(person);
            from = to;
          }
        });
    return links;
  }

  private Map<Integer, List<String>> paths(Optional<Segment> segment) {
    Map<Integer, List<String>> paths = new TreeMap<>();
    events.stream()
        .map(TestEvent::person)
        .distinct()
        .forEach(person -> path(person, segment).ifPresent(path -> paths.put(person, path)));
    return paths;
  }

  private List<String> top(Map<Integer, List<String>> paths, int step) {
    Map<String, Long> persons = new HashMap<>();
    for (List<String> path : paths.values()) {
      if (step < path.size()) {
        persons.merge(path.get(step), 1L, Long::sum);
      }
    }
    return persons.keySet().stream()
        .sorted(
            Comparator.<String>comparingLong(name -> -persons.getOrDefault(name, 0L))
                .thenComparing(ReferenceNextEvents::bytes))
        .limit(question.top())
        .toList();
  }

  private Optional<List<String>> path(int person, Optional<Segment> segment) {
    List<TestEvent> life = events.stream().filter(event -> event.person() == person).toList();
    int place = 0;
    while (place < life.size() && !isAnchor(life, place, segment)) {
      place++;
    }
    if (place == life.size()) {
      return Optional.empty();
    }
    List<TestEvent> reached =
        question.direction() == PathDirection.AFTER
            ? life.subList(place, life.size())
            : life.subList(0, place + 1).reversed();
    List<String> names = new ArrayList<>();
    TestEvent anchor = reached.getFirst();
    TestEvent before = anchor;
    for (TestEvent event : reached.subList(1, reached.size())) {
      Duration reach =
          question.window().map(window -> window.length()).orElse(Duration.ofHours(24));
      boolean far = Duration.between(anchor.time(), event.time()).abs().compareTo(reach) > 0;
      boolean pause = ends(before, event);
      if (far || (question.window().isEmpty() && pause) || names.size() == question.depth()) {
        break;
      }
      if (question.keepRepeats() || !event.name().equals(before.name())) {
        names.add(event.name());
      }
      before = event;
    }
    return Optional.of(names);
  }

  /** The session, between neighbours of either order. */
  private static boolean ends(TestEvent before, TestEvent event) {
    if (!before.session().isEmpty() && !event.session().isEmpty()) {
      return !before.session().equals(event.session());
    }
    Duration pause = Duration.between(before.time(), event.time()).abs();
    return pause.compareTo(Duration.ofMinutes(30)) > 0;
  }

  /** In the order of bytes, not of Java's characters. */
  private static String bytes(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of the same time, name and session, one that is no anchor comes first. */
  private boolean isAnchor(List<TestEvent> life, int place, Optional<Segment> segment) {
    TestEvent event = life.get(place);
    if (!event.name().equals(question.anchor().event()) || !calendar.covers(event.time())) {
      return false;
    }
    long anchors =
        life.stream().filter(other -> alike(event, other) && meets(other, segment)).count();
    long all = life.stream().filter(other -> alike(event, other)).count();
    long earlier = life.subList(0, place).stream().filter(other -> alike(event, other)).count();
    return earlier >= all - anchors;
  }

  private boolean meets(TestEvent event, Optional<Segment> segment) {
    return Stream.of(question.anchor().where(), segment.flatMap(Segment::where))
        .flatMap(Optional::stream)
        .allMatch(where -> predicates.holds(where, event));
  }

  private static boolean alike(TestEvent event, TestEvent other) {
    return event.time().equals(other.time())
        && event.name().equals(other.name())
        && event.session().equals(other.session());
  }
}
