package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.Bound;
import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyTime;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.question.Window;
import java.time.DayOfWeek;
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
  private final DayOfWeek weekStart;
  private final ReferencePredicate predicates;

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
    this.weekStart = history.project().weekStart();
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
        Instant start = start(stopped.window());
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
      case Population.InSegment(String id) ->
          holds(history.project().segments().find(id).orElseThrow(), person, rows);
      case Population.Users(List<String> users) -> users.stream().anyMatch(id -> is(id, person));
    };
  }

  /** Ids as {@link HistoryWriter} writes them. */
  private boolean is(String id, int person) {
    return history.senders().stream()
        .filter(sender -> sender.number() % 2 == 0 && id.equals("sender " + sender.number()))
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
    if (window.isEmpty()) {
      return true;
    }
    LocalDate date = time.atZone(zone).toLocalDate();
    LocalDate today = at.atZone(zone).toLocalDate();
    return switch (window.get()) {
      case Window.Rolling rolling -> time.isAfter(rolled(rolling.last()));
      case Window.Calendar(Window.When when, Window.Unit unit) ->
          switch (when) {
            case THIS -> name(date, unit).equals(name(today, unit));
            case PREVIOUS -> {
              LocalDate before = today;
              while (name(before, unit).equals(name(today, unit))) {
                before = before.minusDays(1);
              }
              yield name(date, unit).equals(name(before, unit));
            }
          };
      case Window.Dates(TimeRange.Dates(LocalDate from, LocalDate to)) ->
          !date.isBefore(from) && !date.isAfter(to);
      case Window.Since(LocalDate since) -> !date.isBefore(since);
      case Window.WithinFirst(var length) ->
          !time.isAfter(rows.getFirst().time().plusMillis(length.millis()));
    };
  }

  /** The first instant of a window, for what happened before it. */
  private Instant start(Window window) {
    if (window instanceof Window.Rolling(TimeRange.Last last)) {
      return rolled(last).plusMillis(1);
    }
    LocalDate today = at.atZone(zone).toLocalDate();
    LocalDate date =
        switch (window) {
          case Window.Dates(TimeRange.Dates dates) -> dates.from();
          case Window.Since(LocalDate since) -> since;
          case Window.Calendar _ -> {
            LocalDate day = today.minusYears(2);
            while (!covers(Optional.of(window), day.atTime(12, 0).atZone(zone).toInstant(), seen)) {
              day = day.plusDays(1);
            }
            yield day;
          }
          case Window.Rolling _, Window.WithinFirst _ -> throw new AssertionError("not by dates");
        };
    Instant start = date.atStartOfDay(zone).toInstant();
    return start.isAfter(at) ? at.plusMillis(1) : start;
  }

  private Instant rolled(TimeRange.Last last) {
    return switch (last.unit()) {
      case HOURS -> at.minus(Duration.ofHours(last.count()));
      case DAYS -> at.minus(Duration.ofHours(24L * last.count()));
      case WEEKS -> at.minus(Duration.ofHours(168L * last.count()));
      case MONTHS -> at.atZone(zone).minusMonths(last.count()).toInstant();
    };
  }

  private String name(LocalDate date, Window.Unit unit) {
    return switch (unit) {
      case DAY -> date.toString();
      case WEEK -> {
        LocalDate day = date;
        while (day.getDayOfWeek() != weekStart) {
          day = day.minusDays(1);
        }
        yield day.toString();
      }
      case MONTH -> date.getYear() + " " + date.getMonth();
      case QUARTER -> date.getYear() + " " + (date.getMonthValue() + 2) / 3;
      case YEAR -> String.valueOf(date.getYear());
    };
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
