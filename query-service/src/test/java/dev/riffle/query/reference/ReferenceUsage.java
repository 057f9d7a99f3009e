package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.FeatureUsageAnswer.Cell;
import dev.riffle.query.answer.FeatureUsageAnswer.Feature;
import dev.riffle.query.answer.FeatureUsageAnswer.UsageSegment;
import dev.riffle.query.answer.Label;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.SignificanceGuard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
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
            .filter(event ->
                question.where().stream().allMatch(where -> predicates.holds(where, event)))
            .toList();
  }

  public Expected answer() {
    List<UsageSegment> segments = new ArrayList<>();
    List<Predicate<TestEvent>> columns = new ArrayList<>();
    if (question.by().isPresent()) {
      addValues(segments, columns);
    } else {
      for (Segment segment : question.segments()) {
        Predicate<TestEvent> meets =
            event -> segment.where().stream().allMatch(where -> predicates.holds(where, event));
        columns.add(meets);
        segments.add(UsageSegment.named(segment.name(), persons(meets).size()));
      }
    }
    List<String> names =
        active.stream()
            .map(TestEvent::name)
            .distinct()
            .sorted(
                Comparator.<String>comparingLong(name -> -persons(did(name)).size())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<Difference<Proportion>> differences = new ArrayList<>();
    for (String name : names) {
      columns.forEach(column -> differences.add(difference(did(name), column)));
    }
    Iterator<Difference<Proportion>> adjusted =
        SignificanceGuard.adjusted(differences, Adjustment.BENJAMINI_HOCHBERG).iterator();
    List<Feature> features = new ArrayList<>();
    for (String name : names) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        String label = segments.get(i).label();
        cells.add(
            cell(did(name), columns.get(i), Comparison.of(label, "the rest", adjusted.next())));
      }
      features.add(new Feature(name, persons(did(name)).size(), count(did(name)), cells));
    }
    return new Expected(persons(_ -> true).size(), segments, features);
  }

  private void addValues(List<UsageSegment> segments, List<Predicate<TestEvent>> columns) {
    List<PropertyValue> ranked =
        active.stream()
            .map(this::value)
            .distinct()
            .sorted(
                Comparator.<PropertyValue>comparingLong(value -> -persons(had(value)).size())
                    .thenComparing(ReferenceUsage::sortText))
            .toList();
    List<PropertyValue> top = ranked.subList(0, Math.min(question.top(), ranked.size()));
    for (PropertyValue value : top) {
      columns.add(had(value));
      segments.add(UsageSegment.of(value, Label.of(value), persons(had(value)).size()));
    }
    if (ranked.size() > top.size()) {
      Predicate<TestEvent> other = event -> !top.contains(value(event));
      columns.add(other);
      segments.add(UsageSegment.others(persons(other).size()));
    }
  }

  /** Numbers of the persons who had an event. */
  public Set<Integer> users(String event) {
    return persons(did(event));
  }

  private static Predicate<TestEvent> did(String name) {
    return event -> event.name().equals(name);
  }

  private Difference<Proportion> difference(Predicate<TestEvent> did, Predicate<TestEvent> column) {
    Predicate<TestEvent> others = column.negate();
    return SignificanceGuard.compare(
        new Proportion(persons(others).size(), persons(did.and(others)).size()),
        new Proportion(persons(column).size(), persons(did.and(column)).size()));
  }

  private Cell cell(Predicate<TestEvent> did, Predicate<TestEvent> column, Comparison comparison) {
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
            : OptionalDouble.empty(),
        comparison);
  }

  private Predicate<TestEvent> had(PropertyValue value) {
    return event -> value(event).equals(value);
  }

  private PropertyValue value(TestEvent event) {
    return predicates
        .value(
            new PropertyReference(
                question.by().orElseThrow(), PropertyOf.USER, PropertyMode.AT_EVENT),
            event)
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
