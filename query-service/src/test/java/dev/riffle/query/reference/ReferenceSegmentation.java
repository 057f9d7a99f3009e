package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.FormulaAnswer;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.SegmentOverlap;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Formula;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.statistics.Mean;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers a segmentation by loops over the events. */
public final class ReferenceSegmentation {
  /** What an answer says, apart from where it comes from. */
  public record Expected(
      List<LocalDate> dates,
      List<SeriesAnswer> series,
      List<FormulaAnswer> formulas,
      List<SegmentSize> segments,
      List<SegmentOverlap> overlaps) {}

  private final Segmentation question;
  private final ReferencePredicate predicates;
  private final ReferenceGroups groups;
  private final ReferenceMeasures measures;
  private final ReferenceCalendar calendar;

  private final ReferenceWindow window;
  private final ReferenceNth nth;

  /** Events of whatever name: in range, and in all that points read. */
  private final List<TestEvent> active;

  private final List<TestEvent> wide;

  /** Of one line: what is counted and among whom, in range and for the points. */
  private record Rows(
      List<TestEvent> counted,
      List<TestEvent> population,
      List<TestEvent> wideCounted,
      List<TestEvent> widePopulation) {
    Rows counting(Predicate<TestEvent> wanted) {
      return new Rows(
          counted.stream().filter(wanted).toList(),
          population,
          wideCounted.stream().filter(wanted).toList(),
          widePopulation);
    }

    Rows where(Predicate<TestEvent> wanted) {
      return new Rows(
          counted.stream().filter(wanted).toList(),
          population.stream().filter(wanted).toList(),
          wideCounted.stream().filter(wanted).toList(),
          widePopulation.stream().filter(wanted).toList());
    }
  }

  /** Whose groups are told apart, when not those of this one. */
  private final Optional<ReferenceSegmentation> later;

  public ReferenceSegmentation(History history, Segmentation question, Instant watermark) {
    this(history, question, watermark, Optional.empty());
  }

  /** The question asked about earlier days, with the groups of another. */
  public ReferenceSegmentation(
      History history,
      Segmentation question,
      Instant watermark,
      Optional<ReferenceSegmentation> later) {
    this.question = question;
    this.later = later;
    this.predicates =
        ReferenceSegment.predicates(
            history,
            ((TimeRange.Dates) question.scope().range()).to(),
            question.scope().timeZone().orElse(history.project().zone()),
            watermark);
    this.groups = new ReferenceGroups(question.groupBy(), predicates);
    this.measures = new ReferenceMeasures(question.measures(), predicates);
    TimeRange.Dates range = (TimeRange.Dates) question.scope().range();
    ZoneId zone = question.scope().timeZone().orElse(history.project().zone());
    DayOfWeek weekStart = history.project().weekStart();
    this.calendar = new ReferenceCalendar(range, zone, question.interval(), weekStart);
    this.window =
        new ReferenceWindow(question.window(), range, zone, question.interval(), weekStart);
    List<TestEvent> known =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> !event.received().isAfter(watermark))
            .toList();
    this.active = known.stream().filter(event -> calendar.covers(event.time())).toList();
    this.wide = known.stream().filter(event -> window.reads(event.time())).toList();
    this.nth = new ReferenceNth(known, calendar, range, zone, predicates);
  }

  public Expected answer() {
    List<SeriesAnswer> answers = new ArrayList<>();
    List<Optional<Segment>> segments =
        question.segments().isEmpty()
            ? List.of(Optional.empty())
            : question.segments().stream().map(Optional::of).toList();
    for (int i = 0; i < question.events().size(); i++) {
      for (Optional<Segment> segment : segments) {
        answers.add(series(i, segment));
      }
    }
    List<FormulaAnswer> formulas = new ArrayList<>();
    for (Formula formula : question.formulas()) {
      segments.forEach(segment -> formulas.add(formula(formula, segment)));
    }
    List<SegmentSize> sizes = new ArrayList<>();
    List<SegmentOverlap> overlaps = new ArrayList<>();
    for (int i = 0; i < question.segments().size(); i++) {
      Segment first = question.segments().get(i);
      sizes.add(new SegmentSize(first.name(), members(first).size()));
      for (Segment second : question.segments().subList(i + 1, question.segments().size())) {
        Set<Integer> both = members(first);
        both.retainAll(members(second));
        overlaps.add(new SegmentOverlap(first.name(), second.name(), both.size()));
      }
    }
    return new Expected(
        List.copyOf(calendar.buckets().values()), answers, formulas, sizes, overlaps);
  }

  /** What a mean over persons is made of, over the whole range. */
  public Mean mean(int series, Segment segment, Measure measure) {
    return measures.mean(measure, rows(series, Optional.of(segment)).counted());
  }

  private Set<Integer> members(Segment segment) {
    return active.stream()
        .filter(event -> inSegment(segment, event))
        .map(TestEvent::person)
        .collect(Collectors.toSet());
  }

  private boolean inSegment(Segment segment, TestEvent event) {
    return segment.where().map(where -> predicates.holds(where, event)).orElse(true);
  }

  private Rows rows(int index, Optional<Segment> segment) {
    Predicate<TestEvent> inSegment =
        event -> segment.map(each -> inSegment(each, event)).orElse(true);
    return new Rows(active, active, wide, wide)
        .where(inSegment)
        .counting(event -> counts(question.events().get(index), event));
  }

  private boolean counts(Series series, TestEvent event) {
    return event.name().equals(series.event())
        && series.where().map(where -> predicates.holds(where, event)).orElse(true)
        && question.where().map(where -> predicates.holds(where, event)).orElse(true)
        && nth.is(series, event);
  }

  private SeriesAnswer series(int index, Optional<Segment> segment) {
    Rows rows = rows(index, segment);
    return new SeriesAnswer(
        List.of("A", "B", "C", "D", "E").get(index),
        question.events().get(index).event(),
        segment.map(Segment::name),
        line(rows),
        groups(index, segment));
  }

  /** Values of the groups that are told apart, best first. */
  private List<List<PropertyValue>> top(int index, Optional<Segment> segment) {
    if (later.isPresent()) {
      return later.get().top(question.formulas().isEmpty() ? index : 0, segment);
    }
    Rows rows = rows(index, segment);
    List<List<PropertyValue>> ranked =
        rows.counted().stream()
            .map(this::key)
            .distinct()
            .sorted(
                Comparator.<List<PropertyValue>>comparingDouble(key -> -rank(rows, key))
                    .thenComparing(ReferenceGroups.BY_TEXT))
            .toList();
    if (index > 0 && !question.formulas().isEmpty()) {
      List<List<PropertyValue>> first = top(0, segment);
      return ranked.stream().filter(first::contains).toList();
    }
    return ranked.subList(0, Math.min(question.top(), ranked.size()));
  }

  private double rank(Rows rows, List<PropertyValue> key) {
    Rows group = rows.where(event -> key(event).equals(key));
    return measures.rank(group.counted(), group.population());
  }

  private List<GroupAnswer> groups(int index, Optional<Segment> segment) {
    if (question.groupBy().isEmpty()) {
      return List.of();
    }
    Rows rows = rows(index, segment);
    List<GroupAnswer> groups = new ArrayList<>();
    List<List<PropertyValue>> top = top(index, segment);
    for (List<PropertyValue> key : top) {
      groups.add(group(key, line(rows.where(event -> key(event).equals(key)))));
    }
    List<List<PropertyValue>> apart =
        index > 0 && !question.formulas().isEmpty() ? top(0, segment) : top;
    Predicate<TestEvent> other = event -> !apart.contains(key(event));
    if (rows.counted().stream().anyMatch(other)) {
      groups.add(new GroupAnswer(List.of(), true, "(other)", line(rows.where(other))));
    }
    return groups;
  }

  private GroupAnswer group(List<PropertyValue> key, Line line) {
    return new GroupAnswer(groups.values(key), false, groups.label(key), line);
  }

  private FormulaAnswer formula(Formula formula, Optional<Segment> segment) {
    List<GroupAnswer> groups = new ArrayList<>();
    if (!question.groupBy().isEmpty()) {
      List<List<PropertyValue>> top = top(0, segment);
      for (List<PropertyValue> key : top) {
        groups.add(group(key, line(formula, segment, event -> key(event).equals(key))));
      }
      Predicate<TestEvent> other = event -> !top.contains(key(event));
      boolean others = false;
      for (int i = 0; i < question.events().size(); i++) {
        others |= rows(i, segment).counted().stream().anyMatch(other);
      }
      if (others) {
        groups.add(new GroupAnswer(List.of(), true, "(other)", line(formula, segment, other)));
      }
    }
    return new FormulaAnswer(
        formula.name(),
        formula.formula(),
        segment.map(Segment::name),
        line(formula, segment, _ -> true),
        groups);
  }

  private Line line(Formula formula, Optional<Segment> segment, Predicate<TestEvent> wanted) {
    List<Rows> series = new ArrayList<>();
    for (int i = 0; i < question.events().size(); i++) {
      series.add(rows(i, segment).where(wanted));
    }
    List<Values> points = new ArrayList<>();
    for (String bucket : calendar.buckets().keySet()) {
      points.add(
          value(
              formula,
              series.stream()
                  .map(rows ->
                      first(
                          covered(bucket, rows.wideCounted()),
                          covered(bucket, rows.widePopulation())))
                  .toList()));
    }
    return new Line(
        value(
            formula,
            series.stream().map(rows -> first(rows.counted(), rows.population())).toList()),
        points);
  }

  /** NaN when undefined. */
  private double first(List<TestEvent> counted, List<TestEvent> population) {
    return measures.number(question.measures().getFirst(), counted, population).orElse(Double.NaN);
  }

  private static Values value(Formula formula, List<Double> series) {
    double value = RandomQuestion.FORMULAS.get(formula.formula()).applyAsDouble(series);
    return Values.ofFormula(
        Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty());
  }

  private List<PropertyValue> key(TestEvent event) {
    return groups.key(event);
  }

  private Line line(Rows rows) {
    return new Line(
        measures.values(rows.counted(), rows.population()),
        calendar.buckets().keySet().stream()
            .map(bucket ->
                measures.values(
                    covered(bucket, rows.wideCounted()), covered(bucket, rows.widePopulation())))
            .toList());
  }

  private List<TestEvent> covered(String bucket, List<TestEvent> events) {
    return events.stream().filter(event -> window.covers(bucket, event.time())).toList();
  }
}
