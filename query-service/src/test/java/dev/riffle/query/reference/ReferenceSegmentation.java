package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.Label;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.SegmentOverlap;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers a segmentation by loops over the events. */
public final class ReferenceSegmentation {
  /** What an answer says, apart from where it comes from. */
  public record Expected(
      List<LocalDate> dates,
      List<SeriesAnswer> series,
      List<SegmentSize> segments,
      List<SegmentOverlap> overlaps) {}

  private final Segmentation question;
  private final ReferencePredicate predicates;
  private final ReferenceMeasures measures;
  private final ReferenceCalendar calendar;

  /** Events in range, of whatever name. */
  private final List<TestEvent> active;

  public ReferenceSegmentation(History history, Segmentation question, Instant watermark) {
    this.question = question;
    this.predicates =
        ReferenceSegment.predicates(
            history,
            ((TimeRange.Dates) question.scope().range()).to(),
            question.scope().timeZone().orElse(history.project().zone()),
            watermark);
    this.measures = new ReferenceMeasures(question.measures(), predicates);
    this.calendar =
        new ReferenceCalendar(
            (TimeRange.Dates) question.scope().range(),
            question.scope().timeZone().orElse(history.project().zone()),
            question.interval(),
            history.project().weekStart());
    this.active =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> calendar.covers(event.time()))
            .filter(event -> !event.received().isAfter(watermark))
            .toList();
  }

  public Expected answer() {
    List<SeriesAnswer> answers = new ArrayList<>();
    for (int i = 0; i < question.events().size(); i++) {
      Series series = question.events().get(i);
      if (question.segments().isEmpty()) {
        answers.add(series(i, series, Optional.empty()));
      }
      for (Segment segment : question.segments()) {
        answers.add(series(i, series, Optional.of(segment)));
      }
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
    return new Expected(List.copyOf(calendar.buckets().values()), answers, sizes, overlaps);
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

  private SeriesAnswer series(int index, Series series, Optional<Segment> segment) {
    List<TestEvent> population =
        active.stream()
            .filter(event -> segment.map(each -> inSegment(each, event)).orElse(true))
            .toList();
    List<TestEvent> counted =
        population.stream()
            .filter(event -> event.name().equals(series.event()))
            .filter(
                event -> series.where().map(where -> predicates.holds(where, event)).orElse(true))
            .filter(
                event -> question.where().map(where -> predicates.holds(where, event)).orElse(true))
            .toList();
    return new SeriesAnswer(
        List.of("A", "B", "C", "D", "E").get(index),
        series.event(),
        segment.map(Segment::name),
        line(counted, population),
        question.groupBy().isEmpty() ? List.of() : groups(counted, population));
  }

  private List<GroupAnswer> groups(List<TestEvent> counted, List<TestEvent> population) {
    Set<List<PropertyValue>> keys = new LinkedHashSet<>();
    counted.forEach(event -> keys.add(key(event)));
    List<List<PropertyValue>> ranked =
        keys.stream()
            .sorted(
                Comparator.<List<PropertyValue>>comparingDouble(key ->
                        -measures.rank(with(counted, key::equals), with(population, key::equals)))
                    .thenComparing(ReferenceSegmentation::sortText))
            .toList();
    List<GroupAnswer> groups = new ArrayList<>();
    Set<List<PropertyValue>> top =
        new LinkedHashSet<>(ranked.subList(0, Math.min(question.top(), ranked.size())));
    for (List<PropertyValue> key : top) {
      List<GroupValue> values = new ArrayList<>();
      for (int i = 0; i < key.size(); i++) {
        GroupBy by = question.groupBy().get(i);
        values.add(new GroupValue(by.property(), key.get(i), Label.of(key.get(i))));
      }
      groups.add(
          new GroupAnswer(
              values,
              false,
              values.stream().map(GroupValue::label).collect(Collectors.joining(", ")),
              line(with(counted, key::equals), with(population, key::equals))));
    }
    if (ranked.size() > top.size()) {
      groups.add(
          new GroupAnswer(
              List.of(),
              true,
              "(other)",
              line(
                  with(counted, key -> !top.contains(key)),
                  with(population, key -> !top.contains(key)))));
    }
    return groups;
  }

  private List<PropertyValue> key(TestEvent event) {
    return question.groupBy().stream()
        .map(by -> predicates.value(by.reference(), event).orElse(new PropertyValue.Null()))
        .toList();
  }

  private List<TestEvent> with(List<TestEvent> events, Predicate<List<PropertyValue>> wanted) {
    return events.stream().filter(event -> wanted.test(key(event))).toList();
  }

  /** UTF-8 bytes in hex: sorts as the bytes do; a separator below every digit between values. */
  private static String sortText(List<PropertyValue> key) {
    return key.stream()
        .map(value ->
            value instanceof PropertyValue.Null
                ? ""
                : HexFormat.of()
                    .formatHex(StoredValue.encode(value).getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining("!"));
  }

  private Line line(List<TestEvent> counted, List<TestEvent> population) {
    return new Line(
        measures.values(counted, population),
        calendar.buckets().keySet().stream()
            .map(bucket -> measures.values(in(bucket, counted), in(bucket, population)))
            .toList());
  }

  private List<TestEvent> in(String bucket, List<TestEvent> events) {
    return events.stream().filter(event -> calendar.name(event.time()).equals(bucket)).toList();
  }
}
