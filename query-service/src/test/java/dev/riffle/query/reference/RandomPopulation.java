package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.question.Bound;
import dev.riffle.query.question.Count;
import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Length;
import dev.riffle.query.question.Operator;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyTime;
import dev.riffle.query.question.RfmClass;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.question.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Valid populations about a random history: every clause, window, bound and mode. */
public final class RandomPopulation {
  /** A saved segment that populations may name. */
  public static final String SAVED = "saved";

  private final RandomGenerator random;
  private final History history;
  private final LocalDate middle;
  private final List<String> events;
  private final List<String> userProperties;
  private final List<String> eventProperties;

  public RandomPopulation(long seed, History history, RandomGenerator random) {
    this.random = random;
    this.history = history;
    this.middle = RandomHistory.place(seed).date();
    Catalog catalog = history.catalog(false);
    this.events =
        new ArrayList<>(
            catalog.events().keySet().stream()
                .filter(name -> !name.startsWith("$"))
                .sorted()
                .toList());
    events.add(EventCondition.ANY);
    this.userProperties = names(catalog, PropertyOf.USER);
    this.eventProperties = names(catalog, PropertyOf.EVENT);
  }

  /** At, or a millisecond beside, some record; or anywhere. */
  public Instant instant() {
    return one(history.events()).time().plusMillis(random.nextInt(-1, 2));
  }

  /** One that names no saved segment. */
  public Population unsaved(int depth) {
    Population population = population(depth);
    while (!population.segmentIds().isEmpty()) {
      population = population(depth);
    }
    return population;
  }

  public Population population(int depth) {
    return switch (depth == 0 ? 5 : random.nextInt(8)) {
      case 0, 1 -> new Population.All(clauses(depth));
      case 2 -> new Population.Any(clauses(depth));
      case 3 -> new Population.Not(population(depth - 1));
      default -> clause();
    };
  }

  private List<Population> clauses(int depth) {
    List<Population> clauses = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      clauses.add(population(depth - 1));
    }
    return clauses;
  }

  private Population clause() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> did();
      case 2 -> new Population.DidNot(event(), maybe(() -> window(true)));
      case 3 ->
          new Population.Only(
              new EventCondition(one(events), Optional.of(predicate())),
              maybe(() -> window(false)));
      case 4 ->
          new Population.Ratio(
              event(), event(), List.of(bound(0, 1, 0.5, 2)), maybe(() -> window(false)));
      case 5, 6 -> sequence();
      case 7 -> new Population.FirstTime(event(), window(true));
      case 8 -> {
        int last = 1 + random.nextInt(5);
        yield new Population.Regularly(
            event(), 1 + random.nextInt(2), 1 + random.nextInt(last), last, length());
      }
      case 9 -> new Population.Stopped(event(), window(false));
      case 10 -> new Population.Resumed(event(), length(), maybe(() -> window(false)));
      case 11 -> userProperties.isEmpty() ? did() : changed();
      case 12 -> random.nextInt(4) == 0 ? new Population.InSegment(SAVED) : did();
      case 13 ->
          new Population.Users(
              List.of("sender " + random.nextInt(12), "sender 4", "x' OR 1=1"),
              random.nextBoolean() ? List.of() : List.of("sender 3", "sender 6"));
      case 14 -> eventProperties.isEmpty() ? did() : rfm();
      default -> userProperties.isEmpty() ? did() : property();
    };
  }

  private Population rfm() {
    Optional<Window> window =
        maybe(() ->
            random.nextBoolean()
                ? new Window.Rolling(
                    new TimeRange.Last(1 + random.nextInt(30), TimeRange.Unit.DAYS))
                : new Window.Since(middle.minusDays(random.nextInt(-4, 9))));
    return new Population.Rfm(
        new Population.Purchases(event(), one(eventProperties), window),
        random.nextBoolean()
            ? RandomHistory.some(Arrays.asList(RfmClass.values()), 1 + random.nextInt(6), random)
            : List.of(),
        scores(),
        scores(),
        scores());
  }

  private List<Integer> scores() {
    return random.nextInt(3) == 0
        ? RandomHistory.some(List.of(1, 2, 3, 4, 5), 1 + random.nextInt(4), random)
        : List.of();
  }

  private Population did() {
    Optional<Window> window = maybe(() -> window(true));
    boolean perPerson = window.orElse(null) instanceof Window.WithinFirst;
    Count count =
        perPerson
            ? Count.EVENTS
            : switch (random.nextInt(5)) {
              case 0 ->
                  window.isEmpty() ? Count.EVENTS : new Count(Count.Kind.DAYS, Optional.empty());
              case 1 -> ofProperty(Count.Kind.SUM);
              case 2 -> ofProperty(Count.Kind.DISTINCT);
              default -> Count.EVENTS;
            };
    List<Bound> bounds =
        random.nextInt(3) == 0
            ? List.of()
            : random.nextInt(3) == 0
                ? List.of(
                    new Bound(Bound.Comparison.AT_LEAST, random.nextInt(3)),
                    new Bound(Bound.Comparison.LESS_THAN, 1 + random.nextInt(6)))
                : List.of(bound(-20, 0, 1, 1.5, 2, 3, 5));
    return new Population.Did(event(), count, bounds, window);
  }

  private Count ofProperty(Count.Kind kind) {
    return eventProperties.isEmpty()
        ? Count.EVENTS
        : new Count(kind, Optional.of(one(eventProperties)));
  }

  private Population sequence() {
    Optional<EventCondition> thenNot = maybe(this::event);
    List<EventCondition> steps = new ArrayList<>();
    int least = thenNot.isPresent() ? 1 : 2;
    for (int i = 0; i < least + random.nextInt(3); i++) {
      steps.add(event());
    }
    return new Population.Sequence(steps, length(), thenNot, length(), maybe(() -> window(false)));
  }

  private Population changed() {
    String property = one(userProperties);
    return new Population.Changed(
        property,
        maybe(() -> Population.oneOf(property, values())),
        maybe(() -> Population.oneOf(property, values())),
        maybe(() -> window(false)));
  }

  private Population property() {
    PropertyTime time = one(Arrays.asList(PropertyTime.values()));
    Operator op = one(List.of(Operator.IS, Operator.IS_NOT, Operator.IS_SET, Operator.IS_NOT_SET));
    boolean takesValues = op == Operator.IS || op == Operator.IS_NOT;
    return new Population.HasProperty(
        new Predicate.Compare(
            one(userProperties),
            PropertyOf.USER,
            time == PropertyTime.CURRENT ? PropertyMode.CURRENT : PropertyMode.AT_EVENT,
            op,
            takesValues ? values() : List.of()),
        time,
        time == PropertyTime.AS_OF ? maybe(this::instant) : Optional.empty());
  }

  private EventCondition event() {
    return new EventCondition(
        one(events), random.nextInt(3) == 0 ? Optional.of(predicate()) : Optional.empty());
  }

  private Predicate predicate() {
    boolean ofUser =
        eventProperties.isEmpty() || (!userProperties.isEmpty() && random.nextInt(3) == 0);
    return new Predicate.Compare(
        ofUser ? one(userProperties) : one(eventProperties),
        ofUser ? PropertyOf.USER : PropertyOf.EVENT,
        ofUser && random.nextBoolean() ? PropertyMode.CURRENT : PropertyMode.AT_EVENT,
        random.nextBoolean() ? Operator.IS : Operator.IS_NOT,
        values());
  }

  private List<PropertyValue> values() {
    return RandomHistory.some(RandomHistory.VALUES, 1 + random.nextInt(6), random);
  }

  private Bound bound(double... numbers) {
    return new Bound(
        one(Arrays.asList(Bound.Comparison.values())), numbers[random.nextInt(numbers.length)]);
  }

  private Length length() {
    return one(
        List.of(
            new Length(1, Length.Unit.S),
            new Length(45, Length.Unit.MIN),
            new Length(1, Length.Unit.H),
            new Length(24, Length.Unit.H),
            new Length(2, Length.Unit.D),
            new Length(1, Length.Unit.W)));
  }

  private Window window(boolean perPerson) {
    return switch (random.nextInt(perPerson ? 6 : 5)) {
      case 0, 1 ->
          new Window.Rolling(
              new TimeRange.Last(
                  1 + random.nextInt(9), one(Arrays.asList(TimeRange.Unit.values()))));
      case 2 ->
          new Window.Calendar(
              one(Arrays.asList(Window.When.values())), one(Arrays.asList(Window.Unit.values())));
      case 3 -> {
        LocalDate from = middle.minusDays(random.nextInt(-4, 9));
        yield new Window.Dates(new TimeRange.Dates(from, from.plusDays(random.nextInt(9))));
      }
      case 4 -> new Window.Since(middle.minusDays(random.nextInt(-4, 9)));
      default -> new Window.WithinFirst(length());
    };
  }

  private static List<String> names(Catalog catalog, PropertyOf of) {
    return catalog.properties().keySet().stream()
        .filter(key -> key.of() == of)
        .map(Catalog.Key::name)
        .sorted()
        .toList();
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> make) {
    return random.nextBoolean() ? Optional.of(make.get()) : Optional.empty();
  }
}
