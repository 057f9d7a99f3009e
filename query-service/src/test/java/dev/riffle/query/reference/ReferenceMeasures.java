package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Aggregate;
import dev.riffle.query.question.Measure;
import dev.riffle.query.statistics.Mean;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Measures by the words of their definition, over lists of events. */
final class ReferenceMeasures {
  private final List<Measure> measures;
  private final ReferencePredicate predicates;

  ReferenceMeasures(List<Measure> measures, ReferencePredicate predicates) {
    this.measures = measures;
    this.predicates = predicates;
  }

  Values values(List<TestEvent> counted, List<TestEvent> population) {
    Map<String, Double> others = new LinkedHashMap<>();
    Optional<List<Long>> frequency = Optional.empty();
    for (Measure measure : measures) {
      if (measure instanceof Measure.Frequency(List<Integer> times)) {
        frequency = Optional.of(frequency(times, counted));
      } else if (!(measure instanceof Measure.Count)) {
        number(measure, counted, population).ifPresent(number -> others.put(measure.key(), number));
      }
    }
    return new Values(
        whole(Measure.Count.UNIQUES, counted),
        whole(Measure.Count.TOTALS, counted),
        real(Measure.Count.AVERAGE, counted, population),
        real(Measure.Count.ACTIVE_PERCENT, counted, population),
        frequency,
        others);
  }

  /** What groups are ranked by. */
  double rank(List<TestEvent> counted, List<TestEvent> population) {
    return number(measures.getFirst(), counted, population).orElse(Double.NEGATIVE_INFINITY);
  }

  OptionalDouble number(Measure measure, List<TestEvent> counted, List<TestEvent> population) {
    long uniques = persons(counted).size();
    return switch (measure) {
      case Measure.Count.UNIQUES -> OptionalDouble.of((double) uniques);
      case Measure.Frequency _ -> OptionalDouble.of((double) uniques);
      case Measure.Count.TOTALS -> OptionalDouble.of(counted.size());
      case Measure.Count.AVERAGE ->
          uniques == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of((double) counted.size() / uniques);
      case Measure.Count.ACTIVE_PERCENT ->
          population.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(100.0 * uniques / persons(population).size());
      case Measure.OfProperty property ->
          property.measure() == Aggregate.Plain.SUM && numbers(property, counted).isEmpty()
              ? OptionalDouble.of(0)
              : ofEvents(property, counted);
      case Measure.TotalsPerUser(Aggregate over, _) ->
          aggregate(
              over,
              persons(counted).values().stream()
                  .map(events -> BigDecimal.valueOf(events.size()))
                  .toList());
      case Measure.PropertyPerUser perUser -> {
        List<BigDecimal> values = new ArrayList<>();
        persons(counted)
            .values()
            .forEach(events ->
                exact(perUser.each(), events)
                    .ifPresent(value -> values.add(new BigDecimal(value.doubleValue()))));
        yield aggregate(perUser.perUser(), values);
      }
    };
  }

  /** What a mean over persons is made of. */
  Mean mean(Measure measure, List<TestEvent> counted) {
    List<Double> values = new ArrayList<>();
    for (List<TestEvent> events : persons(counted).values()) {
      if (measure instanceof Measure.PropertyPerUser perUser) {
        exact(perUser.each(), events).ifPresent(value -> values.add(value.doubleValue()));
      } else {
        values.add((double) events.size());
      }
    }
    return Mean.ofSums(
        values.size(),
        values.stream().mapToDouble(value -> value).sum(),
        values.stream().mapToDouble(value -> value * value).sum(),
        values.stream().mapToDouble(value -> value).min().orElse(0),
        values.stream().mapToDouble(value -> value).max().orElse(0));
  }

  private List<Long> frequency(List<Integer> times, List<TestEvent> counted) {
    List<Long> classes = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      int from = times.get(i);
      int below = i + 1 < times.size() ? times.get(i + 1) : Integer.MAX_VALUE;
      classes.add(
          persons(counted).values().stream()
              .filter(events -> events.size() >= from && events.size() < below)
              .count());
    }
    return classes;
  }

  private OptionalDouble ofEvents(Measure.OfProperty property, List<TestEvent> events) {
    return property.measure() == Aggregate.Plain.DISTINCT
        ? OptionalDouble.of((double) carriers(property, events).stream().distinct().count())
        : aggregate(property.measure(), numbers(property, events));
  }

  private Optional<BigDecimal> exact(Measure.OfProperty property, List<TestEvent> events) {
    return property.measure() == Aggregate.Plain.DISTINCT
        ? Optional.of(carriers(property, events))
            .filter(values -> !values.isEmpty())
            .map(values -> BigDecimal.valueOf(values.stream().distinct().count()))
        : exact(property.measure(), numbers(property, events));
  }

  private List<PropertyValue> carriers(Measure.OfProperty property, List<TestEvent> events) {
    return events.stream()
        .flatMap(event -> predicates.value(property.reference(), event).stream())
        .toList();
  }

  private List<BigDecimal> numbers(Measure.OfProperty property, List<TestEvent> events) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (PropertyValue value : carriers(property, events)) {
      if (value instanceof PropertyValue.Numeric(double number)) {
        numbers.add(new BigDecimal(number));
      } else if (value instanceof PropertyValue.ExactNumber(String decimal)) {
        numbers.add(new BigDecimal(Double.parseDouble(decimal)));
      }
    }
    return numbers;
  }

  private static OptionalDouble aggregate(Aggregate aggregate, List<BigDecimal> values) {
    return exact(aggregate, values)
        .map(value -> OptionalDouble.of(value.round(new MathContext(15)).doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<BigDecimal> exact(Aggregate aggregate, List<BigDecimal> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> sorted = values.stream().sorted().toList();
    return Optional.of(
        switch (aggregate) {
          case Aggregate.Plain.SUM -> sum;
          case Aggregate.Plain.AVG ->
              sum.divide(BigDecimal.valueOf(values.size()), new MathContext(40));
          case Aggregate.Plain.MIN -> sorted.getFirst();
          case Aggregate.Plain.MAX -> sorted.getLast();
          case Aggregate.Plain.MEDIAN -> percentile(sorted, 0.5);
          case Aggregate.Plain.DISTINCT -> throw new AssertionError("not of numbers");
          case Aggregate.Percentile percentile -> percentile(sorted, percentile.level());
        });
  }

  /** At place (n - 1) * level; between two places in proportion. In doubles, as is defined. */
  private static BigDecimal percentile(List<BigDecimal> sorted, double level) {
    double place = level * (sorted.size() - 1) + 1;
    int below = (int) place;
    double low = sorted.get(below - 1).doubleValue();
    double high = sorted.get(Math.min(below, sorted.size() - 1)).doubleValue();
    return new BigDecimal(low + (place - below) * (high - low));
  }

  private OptionalLong whole(Measure measure, List<TestEvent> counted) {
    return measures.contains(measure)
        ? OptionalLong.of((long) number(measure, counted, List.of()).orElseThrow())
        : OptionalLong.empty();
  }

  private OptionalDouble real(
      Measure measure, List<TestEvent> counted, List<TestEvent> population) {
    return measures.contains(measure)
        ? number(measure, counted, population)
        : OptionalDouble.empty();
  }

  private static Map<Integer, List<TestEvent>> persons(List<TestEvent> events) {
    return events.stream().collect(Collectors.groupingBy(TestEvent::person));
  }
}
