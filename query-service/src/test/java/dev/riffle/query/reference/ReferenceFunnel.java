package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.FunnelAnswer.FunnelGroup;
import dev.riffle.query.answer.FunnelAnswer.FunnelLine;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.answer.FunnelAnswer.FunnelStep;
import dev.riffle.query.answer.FunnelAnswer.StepTimes;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.FunnelBreakdown;
import dev.riffle.query.question.FunnelCounting;
import dev.riffle.query.question.FunnelEntry;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.reference.ReferencePaths.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers a funnel by loops over the events. */
public final class ReferenceFunnel {
  private final Funnel question;
  private final ReferencePredicate predicates;
  private final ReferenceGroups groups;
  private final ReferenceCalendar calendar;
  private final List<TestEvent> events;

  /** A counted path, and whose it is. */
  record Counted(int person, Path path) {}

  public ReferenceFunnel(History history, Funnel question, Instant watermark) {
    this.question = question;
    this.predicates =
        ReferenceSegment.predicates(
            history,
            ((TimeRange.Dates) question.scope().range()).to(),
            question.scope().timeZone().orElse(history.project().zone()),
            watermark);
    this.groups =
        new ReferenceGroups(
            question.breakdown().stream().map(FunnelBreakdown::by).toList(), predicates);
    this.calendar =
        new ReferenceCalendar(
            (TimeRange.Dates) question.scope().range(),
            question.scope().timeZone().orElse(history.project().zone()),
            question.interval(),
            history.project().weekStart());
    Instant first =
        history.events().stream()
            .map(TestEvent::time)
            .filter(calendar::covers)
            .min(Comparator.naturalOrder())
            .orElse(Instant.MAX);
    this.events =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> !event.time().isBefore(first))
            .filter(event -> !event.received().isAfter(watermark))
            .filter(event ->
                question.where().stream().allMatch(where -> predicates.holds(where, event)))
            .toList();
  }

  public List<FunnelSegment> answer() {
    return question.segments().isEmpty()
        ? List.of(segment(Optional.empty()))
        : question.segments().stream().map(segment -> segment(Optional.of(segment))).toList();
  }

  /** The persons of everybody's paths that reached a step, and no further if they dropped. */
  public Set<Integer> people(Optional<Segment> segment, int step, boolean dropped) {
    return counted(segment).stream()
        .filter(each -> each.path().times().size() >= step)
        .filter(each -> !dropped || each.path().times().size() == step)
        .map(Counted::person)
        .collect(Collectors.toSet());
  }

  private FunnelSegment segment(Optional<Segment> segment) {
    List<Counted> counted = counted(segment);
    List<FunnelGroup> told = new ArrayList<>();
    question
        .breakdown()
        .ifPresent(by -> {
          Map<List<PropertyValue>, List<Counted>> byValue = new HashMap<>();
          List<Counted> unreached = new ArrayList<>();
          for (Counted each : counted) {
            Optional<List<PropertyValue>> value = value(each.path(), by);
            value.ifPresentOrElse(
                known -> byValue.computeIfAbsent(known, _ -> new ArrayList<>()).add(each),
                () -> unreached.add(each));
          }
          List<List<PropertyValue>> ranked = new ArrayList<>(byValue.keySet());
          ranked.sort(
              Comparator.<List<PropertyValue>>comparingInt(key -> -byValue.get(key).size())
                  .thenComparing(ReferenceGroups.BY_TEXT));
          List<Counted> others = new ArrayList<>();
          for (int i = 0; i < ranked.size(); i++) {
            List<PropertyValue> key = ranked.get(i);
            if (i < question.top()) {
              GroupValue of = groups.values(key).getFirst();
              told.add(
                  new FunnelGroup(
                      Optional.of(of), false, false, of.label(), line(byValue.get(key))));
            } else {
              others.addAll(byValue.get(key));
            }
          }
          if (!others.isEmpty()) {
            told.add(new FunnelGroup(Optional.empty(), true, false, "(other)", line(others)));
          }
          if (!unreached.isEmpty()) {
            told.add(
                new FunnelGroup(Optional.empty(), false, true, "(not reached)", line(unreached)));
          }
        });
    return new FunnelSegment(segment.map(Segment::name), line(counted), told, Optional.empty());
  }

  private List<Counted> counted(Optional<Segment> segment) {
    Predicate<TestEvent> mayBegin =
        event ->
            calendar.covers(event.time())
                && segment.flatMap(Segment::where).stream()
                    .allMatch(where -> predicates.holds(where, event));
    Map<List<Object>, List<TestEvent>> units = new HashMap<>();
    for (TestEvent event : events) {
      List<Object> unit = new ArrayList<>(List.of(event.person()));
      for (GroupBy held : question.hold()) {
        unit.add(predicates.value(held.reference(), event).orElse(new PropertyValue.Null()));
      }
      units.computeIfAbsent(unit, _ -> new ArrayList<>()).add(event);
    }
    List<Counted> counted = new ArrayList<>();
    units.forEach((unit, own) -> {
      List<Path> paths = new ReferencePaths(question, predicates, mayBegin, own).all();
      if (!question.dropExcluded() || paths.stream().allMatch(path -> path.endedBy().isEmpty())) {
        chosen(paths).forEach(path -> counted.add(new Counted((Integer) unit.getFirst(), path)));
      }
    });
    return counted;
  }

  private List<Path> chosen(List<Path> paths) {
    if (question.counting() == FunnelCounting.UNIQUES) {
      Comparator<Path> best =
          question.entry() == FunnelEntry.BEST
              ? Comparator.<Path>comparingInt(path -> -path.times().size())
                  .thenComparing(Path::start)
              : Comparator.comparing(Path::start);
      return paths.stream().min(best).map(List::of).orElse(List.of());
    }
    List<Path> chosen = new ArrayList<>();
    Instant end = Instant.MIN;
    for (Path path : paths) {
      if (path.start().isAfter(end)) {
        chosen.add(path);
        end =
            path.times().size() == question.steps().size()
                ? path.times().getLast()
                : path.endedBy().orElse(path.start().plus(question.window().length()));
      }
    }
    return chosen;
  }

  /** Empty when the step of the attribution was not reached. */
  private Optional<List<PropertyValue>> value(Path path, FunnelBreakdown breakdown) {
    List<PropertyValue> none = List.of(new PropertyValue.Null());
    List<List<PropertyValue>> values =
        path.events().stream()
            .map(possible ->
                possible.stream().map(groups::key).min(ReferenceGroups.BY_TEXT).orElseThrow())
            .toList();
    List<List<PropertyValue>> known = values.stream().filter(value -> !value.equals(none)).toList();
    return switch (breakdown.attribution()) {
      case STEP ->
          values.size() < breakdown.step()
              ? Optional.empty()
              : Optional.of(values.get(breakdown.step() - 1));
      case FIRST -> Optional.of(known.isEmpty() ? none : known.getFirst());
      case LAST -> Optional.of(known.isEmpty() ? none : known.getLast());
    };
  }

  private FunnelLine line(List<Counted> counted) {
    List<FunnelStep> steps = new ArrayList<>();
    for (int step = 0; step < question.steps().size(); step++) {
      steps.add(step(counted, step));
    }
    List<List<Long>> points = new ArrayList<>();
    for (String bucket : calendar.buckets().keySet()) {
      List<Long> counts = new ArrayList<>();
      for (int step = 0; step < question.steps().size(); step++) {
        counts.add(
            reached(counted, step).stream()
                .filter(each -> calendar.name(each.path().start()).equals(bucket))
                .count());
      }
      points.add(counts);
    }
    return new FunnelLine(steps, points);
  }

  private FunnelStep step(List<Counted> counted, int step) {
    List<Counted> reached = reached(counted, step);
    Optional<StepTimes> times =
        step == 0 || reached.isEmpty() || question.percentiles().isEmpty()
            ? Optional.empty()
            : Optional.of(new StepTimes(times(reached, step - 1, step), times(reached, 0, step)));
    return new FunnelStep(
        reached.size(),
        step == 0
            ? OptionalDouble.empty()
            : ratio(reached.size(), reached(counted, step - 1).size()),
        ratio(reached.size(), counted.size()),
        times);
  }

  private List<Double> times(List<Counted> reached, int from, int to) {
    List<Double> sorted =
        reached.stream()
            .map(each ->
                Duration.between(each.path().times().get(from), each.path().times().get(to)))
            .map(time -> (double) time.toMillis())
            .sorted()
            .toList();
    return question.percentiles().stream()
        .map(percentile -> {
          double rank = percentile / 100 * (sorted.size() - 1);
          int below = (int) Math.floor(rank);
          int above = Math.min(below + 1, sorted.size() - 1);
          return sorted.get(below) + (rank - below) * (sorted.get(above) - sorted.get(below));
        })
        .toList();
  }

  private static List<Counted> reached(List<Counted> counted, int step) {
    return counted.stream().filter(each -> each.path().times().size() > step).toList();
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
