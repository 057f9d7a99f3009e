package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.question.Aggregate;
import dev.riffle.query.question.Bracket;
import dev.riffle.query.question.Breakdown;
import dev.riffle.query.question.CompareTo;
import dev.riffle.query.question.DayMode;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Formula;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.Length;
import dev.riffle.query.question.Lifecycle;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Nth;
import dev.riffle.query.question.Operator;
import dev.riffle.query.question.PeriodUnit;
import dev.riffle.query.question.PointWindow;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.ReturnRule;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Scope;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.SelectedEvent;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.question.StartRule;
import dev.riffle.query.question.Stickiness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Valid questions about a random history, over every field and operator of the language. */
public final class RandomQuestion {
  /** Of series A and B; what is undefined is NaN. */
  static final Map<String, ToDoubleFunction<List<Double>>> FORMULAS =
      new TreeMap<>(
          Map.of(
              "A/B", of -> of.get(0) / of.get(1),
              " 100*A / B", of -> 100 * of.get(0) / of.get(1),
              "(A + B) / -2", of -> (of.get(0) + of.get(1)) / -2,
              "A - B - 1.5*-A", of -> of.get(0) - of.get(1) + 1.5 * of.get(0),
              "B/(A-A)", _ -> Double.NaN));

  private static final List<Aggregate> OVER_PERSONS =
      List.of(
          Aggregate.Plain.AVG,
          Aggregate.Plain.MIN,
          Aggregate.Plain.MAX,
          Aggregate.Plain.MEDIAN,
          new Aggregate.Percentile(90),
          new Aggregate.Percentile(12.5));
  private static final List<Aggregate> AGGREGATES =
      Stream.concat(Stream.of(Aggregate.Plain.SUM, Aggregate.Plain.DISTINCT), OVER_PERSONS.stream())
          .toList();

  private final RandomGenerator random;
  private final History history;
  private final List<Catalog.Key> properties;
  private final List<String> events;
  private final LocalDate middle;
  private final RandomPopulation populations;

  public RandomQuestion(long seed, History history, RandomGenerator random) {
    this.random = random;
    this.history = history;
    Catalog catalog = history.catalog(false);
    this.properties =
        catalog.properties().keySet().stream()
            .sorted(java.util.Comparator.comparing(Catalog.Key::toString))
            .toList();
    this.events =
        catalog.events().keySet().stream().filter(name -> !name.startsWith("$")).sorted().toList();
    this.middle = RandomHistory.place(seed).date();
    this.populations = new RandomPopulation(seed, history, random);
  }

  public Segmentation segmentation() {
    Interval interval = one(Arrays.asList(Interval.values()));
    LocalDate from = middle.minusDays(random.nextInt(interval == Interval.HOUR ? 3 : 9));
    LocalDate to = middle.plusDays(random.nextInt(interval == Interval.HOUR ? 3 : 9));
    List<Series> series = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      series.add(new Series(one(events), maybe(2, () -> condition(2)), maybe(5, this::nth)));
    }
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < Math.max(0, random.nextInt(5) - 1); i++) {
      segments.add(new Segment("segment " + i, maybe(5, () -> condition(2))));
    }
    List<Measure> measures = measures();
    return new Segmentation(
        series,
        measures,
        series.size() > 1
                && !(measures.getFirst() instanceof Measure.Frequency)
                && random.nextInt(3) == 0
            ? List.of(new Formula(one(List.copyOf(FORMULAS.keySet())), Optional.empty()))
            : List.of(),
        interval == Interval.NONE ? Optional.empty() : maybe(3, this::window),
        scope(from, to),
        maybe(3, () -> one(Arrays.asList(CompareTo.values()))),
        interval,
        maybe(2, () -> condition(3)),
        segments,
        groupBy(),
        1 + random.nextInt(6));
  }

  private List<Breakdown> groupBy() {
    List<Breakdown> groupBy = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      groupBy.add(breakdown(i));
    }
    return groupBy.stream().distinct().toList();
  }

  Breakdown breakdown(int place) {
    if (random.nextInt(4) == 0) {
      return new Segment("members " + place, Optional.of(condition(2)));
    }
    Catalog.Key key = one(properties);
    return new GroupBy(key.name(), key.of(), mode(key));
  }

  private Nth nth() {
    return new Nth(1 + random.nextInt(3), one(Arrays.asList(Nth.Since.values())));
  }

  private PointWindow window() {
    return random.nextBoolean()
        ? new PointWindow.Cumulative()
        : new PointWindow.Rolling(2 + random.nextInt(4));
  }

  private List<Measure> measures() {
    List<Measure> all = new ArrayList<>(Arrays.asList(Measure.Count.values()));
    all.add(new Measure.Frequency(List.of(1, 2, 4)));
    for (int i = 0; i < 3; i++) {
      Catalog.Key key = one(properties);
      all.add(new Measure.OfProperty(one(AGGREGATES), key.name(), key.of(), Optional.empty()));
    }
    Catalog.Key key = one(properties);
    all.add(
        new Measure.PropertyPerUser(
            one(AGGREGATES), key.name(), key.of(), one(OVER_PERSONS), Optional.empty()));
    all.add(new Measure.TotalsPerUser(one(OVER_PERSONS), Optional.of("times")));
    Map<String, Measure> byKey = new LinkedHashMap<>();
    RandomHistory.some(all, 1 + random.nextInt(5), random)
        .forEach(measure -> byKey.putIfAbsent(measure.key(), measure));
    return List.copyOf(byKey.values());
  }

  /** Empty when no person has any property. */
  public Optional<FeatureUsage> usage() {
    List<Catalog.Key> ofUsers =
        properties.stream().filter(key -> key.of() == PropertyOf.USER).toList();
    List<Segment> segments = segments();
    return ofUsers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FeatureUsage(
                segments.isEmpty() ? Optional.of(one(ofUsers).name()) : Optional.empty(),
                segments,
                maybe(3, () -> predicate(2)),
                scope(middle.minusDays(random.nextInt(9)), middle.plusDays(random.nextInt(9))),
                1 + random.nextInt(6)));
  }

  List<Catalog.Key> properties() {
    return properties;
  }

  List<String> events() {
    return events;
  }

  LocalDate middle() {
    return middle;
  }

  public Retention retention() {
    PeriodUnit unit = one(Arrays.asList(PeriodUnit.values()));
    ReturnRule returned = one(Arrays.asList(ReturnRule.values()));
    boolean brackets = returned == ReturnRule.ON && random.nextInt(4) == 0;
    List<Segment> segments = segments();
    List<Breakdown> groupBy = groupBy();
    return new Retention(
        selectedEvent(),
        selectedEvent(),
        scope(middle.minusDays(random.nextInt(9)), middle.plusDays(random.nextInt(9))),
        unit,
        brackets || random.nextInt(4) == 0 ? OptionalInt.empty() : OptionalInt.of(periods(unit)),
        one(Arrays.asList(DayMode.values())),
        returned,
        brackets ? brackets() : List.of(),
        one(Arrays.asList(StartRule.values())),
        segments,
        groupBy,
        1 + random.nextInt(5));
  }

  /** Seldom around, and beyond, as many as a number has bits. */
  private int periods(PeriodUnit unit) {
    return unit == PeriodUnit.DAY && random.nextInt(4) == 0
        ? 40 + random.nextInt(40)
        : 1 + random.nextInt(9);
  }

  public Lifecycle lifecycle() {
    return new Lifecycle(
        selectedEvent(),
        scope(middle.minusDays(random.nextInt(9)), middle.plusDays(random.nextInt(9))),
        one(Arrays.asList(PeriodUnit.values())),
        segments());
  }

  public Stickiness stickiness() {
    return new Stickiness(
        selectedEvent(),
        scope(middle.minusDays(random.nextInt(9)), middle.plusDays(random.nextInt(9))),
        random.nextBoolean() ? PeriodUnit.WEEK : PeriodUnit.MONTH,
        segments());
  }

  public Sessions sessions() {
    return new Sessions(
        scope(middle.minusDays(random.nextInt(5)), middle.plusDays(random.nextInt(5))),
        one(
            List.of(
                Sessions.INACTIVITY_DEFAULT,
                new Length(1, Length.Unit.H),
                new Length(12, Length.Unit.H))),
        one(Arrays.asList(Interval.values())),
        maybe(3, () -> condition(2)),
        segments(),
        groupBy(),
        1 + random.nextInt(5));
  }

  public Revenue revenue() {
    List<Catalog.Key> ofEvents =
        properties.stream().filter(key -> key.of() == PropertyOf.EVENT).toList();
    return new Revenue(
        selectedEvent(),
        ofEvents.isEmpty() ? Revenue.PROPERTY_DEFAULT : one(ofEvents).name(),
        scope(middle.minusDays(random.nextInt(9)), middle.plusDays(random.nextInt(9))),
        random.nextInt(9),
        segments());
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < Math.max(0, random.nextInt(5) - 2); i++) {
      segments.add(new Segment("segment " + i, maybe(5, () -> predicate(2))));
    }
    return segments;
  }

  private List<Bracket> brackets() {
    List<Bracket> brackets = new ArrayList<>();
    int from = random.nextInt(2);
    for (int i = 0; i <= random.nextInt(4); i++) {
      int to = from + random.nextInt(3);
      brackets.add(new Bracket(from, to));
      from = to + 1 + random.nextInt(2);
    }
    return brackets;
  }

  private SelectedEvent selectedEvent() {
    return new SelectedEvent(
        random.nextInt(3) > 0 ? Optional.of(one(events)) : Optional.empty(),
        maybe(4, () -> predicate(1)));
  }

  Scope scope(LocalDate from, LocalDate to) {
    return new Scope(Optional.of(from), Optional.of(to), Optional.empty(), zone(), asOf(), false);
  }

  private Optional<ZoneId> zone() {
    return maybe(3, () -> one(RandomHistory.PLACES).zone());
  }

  private Optional<Instant> asOf() {
    return maybe(4, () -> one(history.events()).received());
  }

  /** A condition that may name a population. */
  private Predicate condition(int depth) {
    return random.nextInt(5) == 0
        ? new Predicate.InSegment(populations.unsaved(1), maybe(3, populations::instant))
        : predicate(depth);
  }

  Predicate predicate(int depth) {
    return switch (depth == 0 ? 3 : random.nextInt(6)) {
      case 0 -> new Predicate.All(List.of(predicate(depth - 1), predicate(depth - 1)));
      case 1 -> new Predicate.Any(List.of(predicate(depth - 1), predicate(depth - 1)));
      case 2 -> new Predicate.Not(predicate(depth - 1));
      default -> compare();
    };
  }

  private Predicate compare() {
    Catalog.Key key = one(properties);
    Operator op = one(Arrays.asList(Operator.values()));
    return new Predicate.Compare(key.name(), key.of(), mode(key), op, values(op));
  }

  private List<PropertyValue> values(Operator op) {
    return switch (op) {
      case IS, IS_NOT -> RandomHistory.some(RandomHistory.VALUES, 1 + random.nextInt(4), random);
      case CONTAINS, DOES_NOT_CONTAIN, STARTS_WITH ->
          RandomHistory.some(
              List.of(
                  PropertyValue.of("PRE"),
                  PropertyValue.of("p"),
                  PropertyValue.of("true"),
                  PropertyValue.of("\u0001"),
                  PropertyValue.of("'"),
                  PropertyValue.of("%"),
                  PropertyValue.of("\\"),
                  PropertyValue.of("árvíz"),
                  PropertyValue.of("1")),
              1 + random.nextInt(2),
              random);
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
          List.of(
              one(
                  List.of(
                      PropertyValue.of(1),
                      PropertyValue.of(1.5),
                      PropertyValue.of(-20),
                      PropertyValue.of(1000),
                      new PropertyValue.ExactNumber("18446744073709551617"))));
      case IS_SET, IS_NOT_SET -> List.of();
    };
  }

  PropertyMode mode(Catalog.Key key) {
    return key.of() == PropertyOf.USER && random.nextInt(3) == 0
        ? PropertyMode.CURRENT
        : PropertyMode.AT_EVENT;
  }

  <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** One time in so many. */
  <T> Optional<T> maybe(int times, java.util.function.Supplier<T> make) {
    return random.nextInt(times) == 0 ? Optional.of(make.get()) : Optional.empty();
  }
}
