package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.answer.FeatureUsageAnswer.Cell;
import dev.riffle.query.answer.FeatureUsageAnswer.Feature;
import dev.riffle.query.answer.FeatureUsageAnswer.UsageSegment;
import dev.riffle.query.answer.Label;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.question.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers a feature usage question by loops over the events. */
public final class ReferenceUsage {
  /** What an answer says, apart from where it comes from. */
  public record Expected(long activeUsers, List<UsageSegment> segments, List<Feature> features) {}

  private final FeatureUsage question;
  private final ReferencePredicate predicates;
  private final List<TestEvent> active;

  public ReferenceUsage(History history, FeatureUsage question, Instant watermark) {
    this.question = question;
    this.predicates = new ReferencePredicate(history);
    ReferenceCalendar calendar =
        new ReferenceCalendar(
            (TimeRange.Dates) question.scope().range(),
            question.scope().timeZone().orElse(history.project().zone()),
            Interval.NONE,
            history.project().weekStart());
    this.active =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> calendar.covers(event.time()))
            .filter(event -> !event.received().isAfter(watermark))
            .toList();
  }

  public Expected answer() {
    List<PropertyValue> ranked =
        active.stream()
            .map(this::value)
            .distinct()
            .sorted(
                Comparator.<PropertyValue>comparingLong(value -> -persons(had(value)).size())
                    .thenComparing(ReferenceUsage::sortText))
            .toList();
    List<PropertyValue> top = ranked.subList(0, Math.min(question.top(), ranked.size()));
    List<UsageSegment> segments = new ArrayList<>();
    List<Predicate<TestEvent>> columns = new ArrayList<>();
    for (PropertyValue value : top) {
      columns.add(had(value));
      segments.add(new UsageSegment(value, Label.of(value), false, persons(had(value)).size()));
    }
    if (ranked.size() > top.size()) {
      Predicate<TestEvent> other = event -> !top.contains(value(event));
      columns.add(other);
      segments.add(
          new UsageSegment(new PropertyValue.Null(), "(other)", true, persons(other).size()));
    }
    List<Feature> features =
        active.stream()
            .map(TestEvent::name)
            .distinct()
            .map(name -> feature(name, columns))
            .sorted(
                Comparator.comparingLong(Feature::users).reversed().thenComparing(Feature::event))
            .toList();
    return new Expected(persons(_ -> true).size(), segments, features);
  }

  private Feature feature(String name, List<Predicate<TestEvent>> columns) {
    Predicate<TestEvent> did = event -> event.name().equals(name);
    List<Cell> cells = columns.stream().map(column -> cell(did, column)).toList();
    return new Feature(name, persons(did).size(), count(did), cells);
  }

  private Cell cell(Predicate<TestEvent> did, Predicate<TestEvent> column) {
    long users = persons(did.and(column)).size();
    long totals = count(did.and(column));
    OptionalDouble share = ratio(users, persons(column).size());
    OptionalDouble rest =
        ratio(persons(did.and(column.negate())).size(), persons(column.negate()).size());
    return new Cell(
        users,
        totals,
        share,
        ratio(totals, users),
        share.isPresent() && rest.orElse(0) > 0
            ? OptionalDouble.of(share.getAsDouble() / rest.getAsDouble())
            : OptionalDouble.empty());
  }

  private Predicate<TestEvent> had(PropertyValue value) {
    return event -> value(event).equals(value);
  }

  private PropertyValue value(TestEvent event) {
    return predicates
        .value(new PropertyReference(question.by(), PropertyOf.USER, PropertyMode.AT_EVENT), event)
        .orElse(new PropertyValue.Null());
  }

  private Set<Integer> persons(Predicate<TestEvent> wanted) {
    return active.stream().filter(wanted).map(TestEvent::person).collect(Collectors.toSet());
  }

  private long count(Predicate<TestEvent> wanted) {
    return active.stream().filter(wanted).count();
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  private static String sortText(PropertyValue value) {
    return value instanceof PropertyValue.Null
        ? ""
        : HexFormat.of().formatHex(StoredValue.encode(value).getBytes(StandardCharsets.UTF_8));
  }
}
