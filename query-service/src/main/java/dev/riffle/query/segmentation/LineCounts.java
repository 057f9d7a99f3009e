package dev.riffle.query.segmentation;

import dev.riffle.query.question.Aggregate;
import dev.riffle.query.question.Measure;
import dev.riffle.query.sql.GroupKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one line's statement returned: counts by group and bucket. */
final class LineCounts {
  /**
   * Counts of one cell.
   *
   * @param numbers of the other measures, by key, as far as they are defined
   * @param classes persons by how often; empty before they were looked at
   */
  record Counts(
      long uniques, long totals, long active, Map<String, Double> numbers, List<Long> classes) {
    static final Counts NONE = new Counts(0, 0, 0, Map.of(), List.of());

    /** Empty when undefined. Of no values the sum is 0, and so is the number of different ones. */
    OptionalDouble number(Measure measure) {
      return switch (measure) {
        case Measure.Count.UNIQUES -> OptionalDouble.of((double) uniques);
        case Measure.Count.TOTALS -> OptionalDouble.of((double) totals);
        case Measure.Count.AVERAGE -> ratio((double) totals, uniques);
        case Measure.Count.ACTIVE_PERCENT -> ratio(100.0 * uniques, active);
        case Measure.OfProperty(Aggregate aggregate, _, _, _)
            when aggregate == Aggregate.Plain.SUM || aggregate == Aggregate.Plain.DISTINCT ->
            OptionalDouble.of(numbers.getOrDefault(measure.key(), 0.0));
        case Measure.OfProperty _, Measure.TotalsPerUser _, Measure.PropertyPerUser _ -> {
          Double number = numbers.get(measure.key());
          yield number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
        }
        case Measure.Frequency _ -> OptionalDouble.of((double) uniques);
      };
    }

    List<Long> frequency(Measure.Frequency asked) {
      return classes.isEmpty() ? Collections.nCopies(asked.times().size(), 0L) : classes;
    }

    /** What groups are ranked by, as the engine does: what is undefined comes last. */
    double rank(Measure measure) {
      return measure == Measure.Count.ACTIVE_PERCENT
          ? (double) uniques / active
          : number(measure).orElse(Double.NEGATIVE_INFINITY);
    }

    private static OptionalDouble ratio(double part, long whole) {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
  }

  /** One row of a chart in the making. */
  static final class Cells {
    private Counts total = Counts.NONE;
    private final Counts[] points;

    private Cells(int buckets) {
      points = new Counts[buckets];
      Arrays.fill(points, Counts.NONE);
    }

    Counts total() {
      return total;
    }

    private void take(Cells from) {
      System.arraycopy(from.points, 0, points, 0, points.length);
    }

    Counts point(int place) {
      return points[place];
    }

    List<Counts> points() {
      return List.of(points);
    }
  }

  private final SegmentationPlan plan;
  private final Map<Long, Integer> places;
  private final Cells all;
  private final Map<GroupKey, Cells> groups = new HashMap<>();
  private final Optional<List<GroupKey>> told;

  /** From the rows of {@link SegmentationSql#line}. */
  LineCounts(SegmentationPlan plan, List<List<Object>> rows) {
    this(plan, plan.axis().places(), rows, Optional.empty());
  }

  /** The same with these groups in this order, whatever was counted in them. */
  LineCounts(SegmentationPlan plan, List<List<Object>> rows, List<GroupKey> told) {
    this(plan, plan.axis().places(), rows, Optional.of(told));
  }

  private LineCounts(
      SegmentationPlan plan,
      Map<Long, Integer> places,
      List<List<Object>> rows,
      Optional<List<GroupKey>> told) {
    this.plan = plan;
    this.places = places;
    this.told = told;
    this.all = new Cells(places());
    for (List<Object> row : rows) {
      put(row, counts(row));
    }
  }

  /** From the rows of {@link SegmentationSql#windowed}: only its points say something. */
  static LineCounts windowed(SegmentationPlan plan, List<List<Object>> rows) {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < plan.axis().buckets().size(); i++) {
      places.put((long) i, i);
    }
    return new LineCounts(plan, places, rows, Optional.empty());
  }

  /** Takes the points of another; totals and groups stay. */
  void takePoints(LineCounts from) {
    all.take(from.all);
    from.groups.keySet().forEach(key -> groups.computeIfAbsent(key, _ -> new Cells(places())));
    groups.forEach((key, cells) -> cells.take(from.of(key)));
  }

  /** The groups that are told apart, best first. */
  List<GroupKey> keys() {
    return ranked(plan.question().measures().getFirst()).stream()
        .map(Map.Entry::getKey)
        .filter(key -> !key.isOther())
        .toList();
  }

  /** Also of a group with none of the line's events, which may have active persons all the same. */
  Cells of(GroupKey key) {
    return groups.getOrDefault(key, new Cells(places()));
  }

  boolean hasOther() {
    return of(GroupKey.OTHER).total.totals() > 0;
  }

  /** Persons of some group were active, but none of them did it. */
  boolean hasUncounted() {
    return groups.values().stream().anyMatch(cells -> cells.total.totals() == 0);
  }

  /** Adds the rows of {@link SegmentationSql#personLine} to the same cells. */
  void addPersons(List<List<Object>> rows) {
    for (List<Object> row : rows) {
      put(row, withPersons(cell(row), row));
    }
  }

  Cells all() {
    return all;
  }

  /** Groups with at least one event, best first, ties by text, or those told; the others last. */
  List<Map.Entry<GroupKey, Cells>> ranked(Measure measure) {
    if (told.isPresent()) {
      List<GroupKey> keys = new ArrayList<>(told.get());
      if (hasOther()) {
        keys.add(GroupKey.OTHER);
      }
      return keys.stream().map(key -> Map.entry(key, of(key))).toList();
    }
    List<Map.Entry<GroupKey, Cells>> ranked = new ArrayList<>(groups.entrySet());
    ranked.removeIf(group -> group.getValue().total.totals() == 0);
    ranked.sort(
        Comparator.<Map.Entry<GroupKey, Cells>, Boolean>comparing(entry -> entry.getKey().isOther())
            .thenComparing(
                entry -> entry.getValue().total().rank(measure), Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return ranked;
  }

  private Counts counts(List<Object> row) {
    Map<String, Double> numbers = new HashMap<>();
    int column = 7;
    for (Measure measure : plan.eventMeasures()) {
      putNumber(numbers, measure, row.get(column++));
    }
    return new Counts(
        number(row, 4), number(row, 5), number(row, 6), Map.copyOf(numbers), List.of());
  }

  private Counts withPersons(Counts events, List<Object> row) {
    Map<String, Double> numbers = new HashMap<>(events.numbers());
    List<Long> classes = List.of();
    int column = 4;
    for (Measure measure : plan.personMeasures()) {
      if (measure instanceof Measure.Frequency(List<Integer> times)) {
        classes =
            row.subList(column, column + times.size()).stream().map(Long.class::cast).toList();
        column += times.size();
      } else {
        putNumber(numbers, measure, row.get(column++));
      }
    }
    return new Counts(
        events.uniques(), events.totals(), events.active(), Map.copyOf(numbers), classes);
  }

  /**
   * Fifteen significant digits: how many there are in a double whatever the order in which the
   * engine's threads added.
   */
  private static void putNumber(Map<String, Double> numbers, Measure measure, Object column) {
    double number = (Double) column;
    if (Double.isFinite(number)) {
      numbers.put(measure.key(), new BigDecimal(number).round(new MathContext(15)).doubleValue());
    }
  }

  private Counts cell(List<Object> row) {
    Cells cells = cells(row);
    return number(row, 0) == 1
        ? cells.total
        : Optional.ofNullable(places.get(number(row, 1)))
            .map(place -> cells.points[place])
            .orElse(Counts.NONE);
  }

  private void put(List<Object> row, Counts counts) {
    Cells cells = cells(row);
    if (number(row, 0) == 1) {
      cells.total = counts;
    } else {
      Optional.ofNullable(places.get(number(row, 1)))
          .ifPresent(place -> cells.points[place] = counts);
    }
  }

  private Cells cells(List<Object> row) {
    return number(row, 2) == 1
        ? all
        : groups.computeIfAbsent(GroupKey.read(row.get(3)), _ -> new Cells(places()));
  }

  private int places() {
    return plan.axis().buckets().size();
  }

  private static long number(List<Object> row, int column) {
    return (Long) row.get(column);
  }
}
