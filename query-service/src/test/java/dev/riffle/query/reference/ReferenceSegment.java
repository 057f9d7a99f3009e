package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.Bound;
import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyTime;
import dev.riffle.query.question.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is in a population as of an instant, person by person, by loops over their records. */
public final class ReferenceSegment {
  /** A record, and when it arrived among all. */
  private record Row(TestEvent event, int arrival) {
    Instant time() {
      return event.time();
    }
  }

  private final History history;
  private final Instant at;
  private final ZoneId zone;
  private final ReferencePredicate predicates;
  private final ReferenceSegmentWindow windows;

  /** Records that are seen, of every kind, in the order of time and arrival. */
  private final List<Row> seen;

  /**
   * Looks at a history.
   *
   * @param at T
   * @param watermark records received after it are not seen
   */
  public ReferenceSegment(History history, Instant at, ZoneId zone, Instant watermark) {
    this.history = history;
    this.at = at;
    this.zone = zone;
    this.windows = new ReferenceSegmentWindow(at, zone, history.project().weekStart());
    this.predicates = new ReferencePredicate(history);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < history.events().size(); i++) {
      TestEvent event = history.events().get(i);
      if (!event.time().isAfter(at) && !event.received().isAfter(watermark)) {
        rows.add(new Row(event, i));
      }
    }
    rows.sort(Comparator.comparing(Row::time).thenComparingInt(Row::arrival));
    this.seen = rows;
  }

  /**
   * Conditions of a question that may name populations: as of the last instant of the range, or of
   * the watermark when that is earlier.
   */
  static ReferencePredicate predicates(
      History history, LocalDate to, ZoneId zone, Instant watermark) {
    Instant last = to.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
    Map<Predicate.InSegment, Set<Integer>> known = new HashMap<>();
    return new ReferencePredicate(
        history,
        (segment, person) ->
            known
                .computeIfAbsent(
                    segment,
                    each ->
                        new ReferenceSegment(
                                history,
                                each.asOf().orElse(last.isBefore(watermark) ? last : watermark),
                                zone,
                                watermark)
                            .members(each.population()))
                .contains(person));
  }

  public Set<Integer> members(Population population) {
    Map<Integer, List<Row>> persons =
        seen.stream().collect(Collectors.groupingBy(row -> row.event().person()));
    Set<Integer> members = new TreeSet<>();
    persons.forEach((person, rows) -> {
      if (holds(population, person, rows)) {
        members.add(person);
      }
    });
    return members;
  }

  private boolean holds(Population population, int person, List<Row> rows) {
    return switch (population) {
      case Population.All(List<Population> all) ->
          all.stream().allMatch(each -> holds(each, person, rows));
      case Population.Any(List<Population> any) ->
          any.stream().anyMatch(each -> holds(each, person, rows));
      case Population.Not(Population not) -> !holds(not, person, rows);
      case Population.HasProperty property -> property(property, rows);
      case Population.Did did -> did(did, rows);
      case Population.DidNot didNot -> in(didNot.window(), didNot.event(), rows).isEmpty();
      case Population.Only only -> {
        EventCondition any = new EventCondition(only.event().event(), Optional.empty());
        List<Row> all = in(only.window(), any, rows);
        yield !all.isEmpty() && all.stream().allMatch(row -> matches(only.event(), row));
      }
      case Population.Ratio ratio -> {
        double of = in(ratio.window(), ratio.of(), rows).size();
        double to = in(ratio.window(), ratio.to(), rows).size();
        yield to > 0 && within(ratio.bounds(), of / to);
      }
      case Population.Sequence sequence -> sequence(sequence, rows);
      case Population.FirstTime first -> {
        Optional<Row> earliest = all(first.event(), rows).stream().findFirst();
        yield earliest.isPresent()
            && covers(Optional.of(first.window()), earliest.get().time(), rows);
      }
      case Population.Regularly regularly -> regularly(regularly, rows);
      case Population.Stopped stopped -> {
        Instant start = windows.start(stopped.window(), seen.getFirst().time());
        boolean before =
            all(stopped.event(), rows).stream().anyMatch(row -> row.time().isBefore(start));
        yield before && in(Optional.of(stopped.window()), stopped.event(), rows).isEmpty();
      }
      case Population.Resumed resumed -> {
        List<Row> all = all(resumed.event(), rows);
        boolean found = false;
        for (int i = 1; i < all.size(); i++) {
          Duration gap = Duration.between(all.get(i - 1).time(), all.get(i).time());
          found |=
              gap.toMillis() > resumed.after().millis()
                  && covers(resumed.window(), all.get(i).time(), rows);
        }
        yield found;
      }
      case Population.Changed changed -> changed(changed, rows);
      case Population.Rfm rfm -> {
        Map<Integer, List<Row>> persons =
            seen.stream().collect(Collectors.groupingBy(row -> row.event().person()));
        Map<Integer, ReferenceRfm.Customer> customers = new HashMap<>();
        persons.forEach((each, all) ->
            customer(rfm.purchases(), all).ifPresent(found -> customers.put(each, found)));
        yield customers.containsKey(person)
            && new ReferenceRfm(List.copyOf(customers.values())).is(rfm, customers.get(person));
      }
      case Population.InSegment(String id) ->
          holds(history.project().segments().find(id).orElseThrow(), person, rows);
      case Population.Users(List<String> users, List<String> devices) ->
          users.stream().anyMatch(id -> is(id, 0, person))
              || devices.stream().anyMatch(id -> is(id, 1, person));
    };
  }

  /** Ids as {@link HistoryWriter} writes them. */
  private boolean is(String id, int parity, int person) {
    return history.senders().stream()
        .filter(sender -> sender.number() % 2 == parity)
        .filter(sender -> id.equals("sender " + sender.number()))
        .anyMatch(sender ->
            person
                == (sender.isLinked() ? sender.owners().lastEntry().getValue() : sender.number()));
  }

  private boolean property(Population.HasProperty property, List<Row> rows) {
    if (property.time() == PropertyTime.CURRENT) {
      return predicates.holds(property.compare(), rows.getFirst().event());
    }
    if (property.time() == PropertyTime.EVER) {
      return rows.stream().anyMatch(row -> predicates.holds(property.compare(), row.event()));
    }
    Instant asOf = property.asOf().orElse(at);
    return rows.stream()
        .filter(row -> !row.time().isAfter(asOf))
        .reduce((_, later) -> later)
        .map(row -> predicates.holds(property.compare(), row.event()))
        .orElse(false);
  }

  private boolean did(Population.Did did, List<Row> rows) {
    List<Row> done = in(did.window(), did.event(), rows);
    double count =
        switch (did.count().kind()) {
          case EVENTS -> done.size();
          case DAYS ->
              done.stream()
                  .map(row -> row.time().atZone(zone).toLocalDate())
                  .collect(Collectors.toSet())
                  .size();
          case SUM ->
              values(did, done).stream()
                  .mapToDouble(
                      value -> value instanceof PropertyValue.Numeric(double number) ? number : 0)
                  .sum();
          case DISTINCT -> Set.copyOf(values(did, done)).size();
        };
    return !done.isEmpty() && within(did.bounds(), count);
  }

  private List<PropertyValue> values(Population.Did did, List<Row> done) {
    return done.stream()
        .map(row -> predicates.value(did.count().reference(), row.event()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<ReferenceRfm.Customer> customer(Population.Purchases purchases, List<Row> rows) {
    List<Row> paid =
        in(purchases.window(), purchases.event(), rows).stream()
            .filter(row -> amount(purchases, row).isPresent())
            .toList();
    return paid.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReferenceRfm.Customer(
                Duration.between(paid.getLast().time(), at).toDays(),
                paid.size(),
                paid.stream().mapToDouble(row -> amount(purchases, row).getAsDouble()).sum()));
  }

  private OptionalDouble amount(Population.Purchases purchases, Row row) {
    return switch (predicates.value(purchases.amount(), row.event()).orElse(null)) {
      case PropertyValue.Numeric(double number) -> OptionalDouble.of(number);
      case PropertyValue.ExactNumber(String text) -> OptionalDouble.of(Double.parseDouble(text));
      case null, default -> OptionalDouble.empty();
    };
  }

  private boolean regularly(Population.Regularly regularly, List<Row> rows) {
    int periods = 0;
    for (int i = 0; i < regularly.ofLast(); i++) {
      Instant end = at.minusMillis(i * regularly.period().millis());
      Instant start = end.minusMillis(regularly.period().millis());
      long times =
          all(regularly.event(), rows).stream()
              .filter(row -> row.time().isAfter(start) && !row.time().isAfter(end))
              .count();
      periods += times >= regularly.times() ? 1 : 0;
    }
    return periods >= regularly.inPeriods();
  }

  private boolean changed(Population.Changed changed, List<Row> rows) {
    Optional<PropertyValue> before = Optional.empty();
    for (Row row : rows) {
      Optional<PropertyValue> now =
          Optional.ofNullable(row.event().userProperties().get(changed.property()))
              .filter(value -> !(value instanceof PropertyValue.Null));
      if (!now.equals(before)
          && oneOf(changed.from(), before)
          && oneOf(changed.to(), now)
          && covers(changed.window(), row.time(), rows)) {
        return true;
      }
      before = now;
    }
    return false;
  }

  private static boolean oneOf(Optional<Predicate.Compare> wanted, Optional<PropertyValue> value) {
    return wanted.isEmpty()
        || wanted.get().values().contains(value.orElse(new PropertyValue.Null()));
  }

  private boolean sequence(Population.Sequence sequence, List<Row> rows) {
    List<Row> inOrder = new ArrayList<>();
    for (EventCondition step : sequence.steps()) {
      in(sequence.window(), step, rows).stream()
          .filter(row -> !inOrder.contains(row))
          .forEach(inOrder::add);
    }
    // those that meet earlier steps were added first: a stable sort keeps them so
    inOrder.sort(
        Comparator.comparing(Row::time)
            .thenComparingInt(row -> firstStep(sequence, row))
            .thenComparingInt(Row::arrival));
    return chain(sequence, inOrder, 0, 0, Instant.EPOCH, rows);
  }

  private int firstStep(Population.Sequence sequence, Row row) {
    for (int i = 0; i < sequence.steps().size(); i++) {
      if (matches(sequence.steps().get(i), row)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the steps from {@code step} on can be found among the events from {@code from} on. */
  private boolean chain(
      Population.Sequence sequence,
      List<Row> inOrder,
      int step,
      int from,
      Instant first,
      List<Row> rows) {
    for (int i = from; i < inOrder.size(); i++) {
      Row row = inOrder.get(i);
      Instant start = step == 0 ? row.time() : first;
      if (!matches(sequence.steps().get(step), row)
          || Duration.between(start, row.time()).toMillis() > sequence.within().millis()) {
        continue;
      }
      boolean complete =
          step == sequence.steps().size() - 1
              ? !isFollowed(sequence, row, rows)
              : chain(sequence, inOrder, step + 1, i + 1, start, rows);
      if (complete) {
        return true;
      }
    }
    return false;
  }

  private boolean isFollowed(Population.Sequence sequence, Row last, List<Row> rows) {
    Instant until = last.time().plusMillis(sequence.thenNotWithin().millis());
    return sequence.thenNot().isPresent()
        && all(sequence.thenNot().get(), rows).stream()
            .anyMatch(row -> row.time().isAfter(last.time()) && !row.time().isAfter(until));
  }

  private List<Row> all(EventCondition event, List<Row> rows) {
    return rows.stream().filter(row -> matches(event, row)).toList();
  }

  private List<Row> in(Optional<Window> window, EventCondition event, List<Row> rows) {
    return all(event, rows).stream().filter(row -> covers(window, row.time(), rows)).toList();
  }

  private boolean matches(EventCondition event, Row row) {
    return row.event().kind() == EventKind.TRACK
        && (event.event().equals("$any") || row.event().name().equals(event.event()))
        && event.where().map(where -> predicates.holds(where, row.event())).orElse(true);
  }

  private boolean covers(Optional<Window> window, Instant time, List<Row> rows) {
    return window.isEmpty() || windows.covers(window.get(), time, rows.getFirst().time());
  }

  private static boolean within(List<Bound> bounds, double count) {
    return bounds.stream()
        .allMatch(bound ->
            switch (bound.comparison()) {
              case AT_LEAST -> count >= bound.number();
              case MORE_THAN -> count > bound.number();
              case AT_MOST -> count <= bound.number();
              case LESS_THAN -> count < bound.number();
              case EXACTLY -> count == bound.number();
            });
  }
}
