package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.statistics.Mean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers questions about revenue by walking through the life of each person. */
public final class ReferenceRevenue {
  private final Revenue question;
  private final Instant watermark;
  private final ReferencePredicate predicates;
  private final ReferenceCalendar calendar;

  /** All tracked events of each person, from the first one on. */
  private final Map<Integer, List<TestEvent>> lives = new TreeMap<>();

  public ReferenceRevenue(History history, Revenue question, Instant watermark) {
    this.question = question;
    this.watermark = watermark;
    this.predicates = new ReferencePredicate(history);
    this.calendar =
        new ReferenceCalendar(
            (TimeRange.Dates) question.scope().range(),
            question.scope().timeZone().orElse(history.project().zone()),
            Interval.DAY,
            history.project().weekStart());
    // sorting keeps the order of arrival among those of one time
    history.events().stream()
        .filter(event -> event.kind() == EventKind.TRACK)
        .filter(event -> !event.received().isAfter(watermark))
        .sorted(Comparator.comparing(TestEvent::time))
        .forEach(event -> lives.computeIfAbsent(event.person(), _ -> new ArrayList<>()).add(event));
  }

  /** Who was new; with a day only those whose day is over, and perhaps only those who paid. */
  public Set<Integer> people(Optional<Segment> segment, Optional<Integer> day, boolean paying) {
    return newcomers(segment).stream()
        .filter(life -> day.map(number -> !end(life, number).isAfter(watermark)).orElse(true))
        .filter(life -> !paying || pays(life, day.orElseThrow()))
        .map(life -> life.getFirst().person())
        .collect(Collectors.toSet());
  }

  public RevenueDay day(Optional<Segment> segment, int day) {
    Set<Integer> persons = people(segment, Optional.of(day), false);
    return RevenueDay.of(
        day,
        persons.size(),
        people(segment, Optional.of(day), true).size(),
        persons.stream()
            .flatMap(person -> amounts(lives.get(person), day).stream())
            .mapToDouble(amount -> amount)
            .sum());
  }

  /** Of what each person had brought by the end of the day. */
  public Mean mean(Optional<Segment> segment, int day) {
    double sum = 0;
    double squares = 0;
    double least = 0;
    double greatest = 0;
    for (int person : people(segment, Optional.of(day), false)) {
      List<TestEvent> life = lives.get(person);
      double brought = 0;
      List<Double> before = List.of();
      for (int each = 0; each <= day; each++) {
        List<Double> until = amounts(life, each);
        for (double amount :
            until.subList(before.size(), until.size()).stream().sorted().toList()) {
          brought += amount;
          least = Math.min(least, brought);
          greatest = Math.max(greatest, brought);
        }
        before = until;
      }
      sum += brought;
      squares += brought * brought;
    }
    return new Mean(people(segment, Optional.of(day), false).size(), sum, squares, least, greatest);
  }

  private List<List<TestEvent>> newcomers(Optional<Segment> segment) {
    return lives.values().stream()
        .filter(life -> calendar.covers(life.getFirst().time()))
        .filter(life ->
            segment
                .flatMap(Segment::where)
                .map(where -> predicates.holds(where, life.getFirst()))
                .orElse(true))
        .toList();
  }

  private static Instant end(List<TestEvent> life, int day) {
    return life.getFirst().time().plus(Duration.ofHours(24L * (day + 1)));
  }

  private boolean pays(List<TestEvent> life, int day) {
    return amounts(life, day).stream().anyMatch(amount -> amount > 0);
  }

  private List<Double> amounts(List<TestEvent> life, int day) {
    List<Double> amounts = new ArrayList<>();
    for (TestEvent event : life) {
      if (event.time().isBefore(end(life, day)) && brings(event)) {
        amount(event).ifPresent(amounts::add);
      }
    }
    return amounts;
  }

  private boolean brings(TestEvent event) {
    return question.event().event().map(event.name()::equals).orElse(true)
        && question.event().where().map(where -> predicates.holds(where, event)).orElse(true);
  }

  private Optional<Double> amount(TestEvent event) {
    PropertyReference property =
        new PropertyReference(question.property(), PropertyOf.EVENT, PropertyMode.AT_EVENT);
    return switch (predicates.value(property, event).orElse(new PropertyValue.Null())) {
      case PropertyValue.Numeric(double number) -> Optional.of(number);
      case PropertyValue.ExactNumber(String decimal) -> Optional.of(Double.parseDouble(decimal));
      case PropertyValue.Text _,
          PropertyValue.Flag _,
          PropertyValue.ListJson _,
          PropertyValue.Null _ ->
          Optional.empty();
    };
  }
}
