package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.RetentionAnswer.CohortRow;
import dev.riffle.query.answer.RetentionAnswer.RetentionGroup;
import dev.riffle.query.answer.RetentionAnswer.RetentionLine;
import dev.riffle.query.answer.RetentionAnswer.RetentionTable;
import dev.riffle.query.answer.RetentionAnswer.ReturnCell;
import dev.riffle.query.answer.RetentionAnswer.ReturnRate;
import dev.riffle.query.question.Bracket;
import dev.riffle.query.question.DayMode;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.ReturnRule;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.SelectedEvent;
import dev.riffle.query.question.StartRule;
import dev.riffle.query.question.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** Answers a retention by loops over persons, cohorts and events. */
public final class ReferenceRetention {
  /** What an answer says, apart from where it comes from. */
  public record Expected(List<LocalDate> cohorts, List<RetentionLine> lines) {}

  /** A person in a cohort. */
  private record Entry(
      LocalDate cohort,
      int person,
      Instant start,
      List<PropertyValue> value,
      Set<Integer> reached) {}

  private final Retention question;
  private final History history;
  private final Instant watermark;
  private final ReferencePredicate predicates;
  private final ReferenceGroups groups;
  private final TimeRange.Dates range;
  private final ZoneId zone;
  private final List<TestEvent> events;
  private final List<LocalDate> cohorts;
  private final List<Bracket> brackets;

  public ReferenceRetention(History history, Retention question, Instant watermark) {
    this.question = question;
    this.history = history;
    this.watermark = watermark;
    this.range = (TimeRange.Dates) question.scope().range();
    this.zone = question.scope().timeZone().orElse(history.project().zone());
    this.predicates = ReferenceSegment.predicates(history, range.to(), zone, watermark);
    this.groups = new ReferenceGroups(question.groupBy(), predicates);
    this.events =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> !event.received().isAfter(watermark))
            .toList();
    this.cohorts =
        range.from().datesUntil(range.to().plusDays(1)).map(this::unitOf).distinct().toList();
    this.brackets = question.told();
  }

  public Expected answer() {
    List<RetentionLine> lines = new ArrayList<>();
    if (question.segments().isEmpty()) {
      lines.add(line(Optional.empty()));
    }
    question.segments().forEach(segment -> lines.add(line(Optional.of(segment))));
    return new Expected(
        cohorts.stream()
            .map(cohort -> cohort.isBefore(range.from()) ? range.from() : cohort)
            .toList(),
        lines);
  }

  /** Who is in a cell; the group by its value, empty for everybody. */
  public Set<Integer> people(
      Optional<Segment> segment,
      int cohort,
      Predicate<List<PropertyValue>> group,
      Optional<Integer> bracket,
      boolean returned) {
    Set<Integer> people = new HashSet<>();
    for (Entry entry : entries(segment)) {
      boolean wanted =
          bracket.map(index -> entry.reached().contains(index) == returned).orElse(true);
      if (entry.cohort().equals(cohorts.get(cohort)) && group.test(entry.value()) && wanted) {
        people.add(entry.person());
      }
    }
    return people;
  }

  private RetentionLine line(Optional<Segment> segment) {
    List<Entry> entries = entries(segment);
    return new RetentionLine(
        segment.map(Segment::name),
        table(entries),
        question.groupBy().isEmpty() ? List.of() : groups(entries));
  }

  private List<RetentionGroup> groups(List<Entry> entries) {
    List<List<PropertyValue>> ranked =
        entries.stream()
            .map(Entry::value)
            .distinct()
            .sorted(
                Comparator.<List<PropertyValue>>comparingLong(key -> -with(entries, key).size())
                    .thenComparing(ReferenceGroups.BY_TEXT))
            .toList();
    List<List<PropertyValue>> top = ranked.subList(0, Math.min(question.top(), ranked.size()));
    List<RetentionGroup> told = new ArrayList<>();
    for (List<PropertyValue> key : top) {
      told.add(
          new RetentionGroup(
              groups.values(key), false, groups.label(key), table(with(entries, key))));
    }
    if (ranked.size() > top.size()) {
      List<Entry> others = entries.stream().filter(entry -> !top.contains(entry.value())).toList();
      told.add(new RetentionGroup(List.of(), true, "(other)", table(others)));
    }
    return told;
  }

  private static List<Entry> with(List<Entry> entries, List<PropertyValue> value) {
    return entries.stream().filter(entry -> entry.value().equals(value)).toList();
  }

  private RetentionTable table(List<Entry> entries) {
    List<CohortRow> rows = new ArrayList<>();
    long[] finishedPersons = new long[brackets.size()];
    long[] finishedReturned = new long[brackets.size()];
    for (LocalDate cohort : cohorts) {
      List<Entry> members =
          entries.stream().filter(entry -> entry.cohort().equals(cohort)).toList();
      List<ReturnCell> cells = new ArrayList<>();
      for (int i = 0; i < brackets.size(); i++) {
        int bracket = i;
        long returned = members.stream().filter(entry -> entry.reached().contains(bracket)).count();
        boolean finished = isFinished(cohort, brackets.get(i).to());
        if (finished) {
          finishedPersons[i] += members.size();
          finishedReturned[i] += returned;
        }
        cells.add(
            new ReturnCell(
                returned,
                finished,
                finished ? rate(returned, members.size()) : OptionalDouble.empty()));
      }
      rows.add(new CohortRow(members.size(), cells));
    }
    List<ReturnRate> overall = new ArrayList<>();
    for (int i = 0; i < brackets.size(); i++) {
      overall.add(
          new ReturnRate(
              finishedPersons[i],
              finishedReturned[i],
              rate(finishedReturned[i], finishedPersons[i])));
    }
    return new RetentionTable(entries.size(), overall, rows);
  }

  /** Over for whoever is in the cohort. */
  private boolean isFinished(LocalDate cohort, int period) {
    if (question.dayMode() == DayMode.CALENDAR) {
      return !midnight(plus(cohort, period + 1)).isAfter(watermark);
    }
    LocalDate next = plus(cohort, 1);
    LocalDate end = next.isAfter(range.to()) ? range.to().plusDays(1) : next;
    long hours = 24L * question.unit().days() * (period + 1);
    return !midnight(end).plus(hours, ChronoUnit.HOURS).isAfter(watermark);
  }

  private List<Entry> entries(Optional<Segment> segment) {
    List<Entry> entries = new ArrayList<>();
    for (int person : events.stream().map(TestEvent::person).distinct().toList()) {
      List<TestEvent> own = events.stream().filter(event -> event.person() == person).toList();
      Optional<Instant> ever =
          own.stream()
              .filter(event -> matches(question.startEvent(), event))
              .map(TestEvent::time)
              .min(Comparator.naturalOrder());
      for (LocalDate cohort : cohorts) {
        List<TestEvent> starts =
            own.stream()
                .filter(event -> matches(question.startEvent(), event))
                .filter(event -> inRange(event.time()))
                .filter(event -> unitOf(date(event.time())).equals(cohort))
                .filter(event -> inSegment(segment, event))
                .toList();
        Optional<Instant> first =
            starts.stream().map(TestEvent::time).min(Comparator.naturalOrder());
        boolean counts = question.starts() == StartRule.EVERY_PERIOD || first.equals(ever);
        if (first.isPresent() && counts) {
          List<PropertyValue> value =
              starts.stream()
                  .filter(event -> event.time().equals(first.get()))
                  .map(groups::key)
                  .min(ReferenceGroups.BY_TEXT)
                  .orElseThrow();
          entries.add(new Entry(cohort, person, first.get(), value, reached(own, first.get())));
        }
      }
    }
    return entries;
  }

  /** Brackets in which somebody who started then is back. */
  private Set<Integer> reached(List<TestEvent> own, Instant start) {
    Set<Integer> reached = new HashSet<>();
    for (TestEvent event : own) {
      if (!matches(question.returnEvent(), event) || !event.time().isAfter(start)) {
        continue;
      }
      long period = periodsBetween(start, event.time());
      for (int i = 0; i < brackets.size(); i++) {
        Bracket bracket = brackets.get(i);
        if (question.returned() == ReturnRule.ON_OR_AFTER
            ? period >= bracket.from()
            : bracket.from() <= period && period <= bracket.to()) {
          reached.add(i);
        }
      }
    }
    return reached;
  }

  private long periodsBetween(Instant start, Instant time) {
    return switch (question.dayMode()) {
      case CALENDAR -> {
        LocalDate from = unitOf(date(start));
        LocalDate to = unitOf(date(time));
        yield switch (question.unit()) {
          case DAY -> ChronoUnit.DAYS.between(from, to);
          case WEEK -> ChronoUnit.WEEKS.between(from, to);
          case MONTH -> ChronoUnit.MONTHS.between(from, to);
        };
      }
      case ROLLING_24H -> Duration.between(start, time).toDays() / question.unit().days();
      case ROLLING_24H_HOUR_FLOOR -> {
        Instant hour =
            start.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.HOURS).toInstant();
        yield Duration.between(hour, time).toDays() / question.unit().days();
      }
    };
  }

  private LocalDate unitOf(LocalDate date) {
    return switch (question.unit()) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(history.project().weekStart()));
      case MONTH -> date.withDayOfMonth(1);
    };
  }

  private LocalDate plus(LocalDate unit, int periods) {
    return switch (question.unit()) {
      case DAY -> unit.plusDays(periods);
      case WEEK -> unit.plusWeeks(periods);
      case MONTH -> unit.plusMonths(periods);
    };
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  private LocalDate date(Instant time) {
    return time.atZone(zone).toLocalDate();
  }

  private boolean inRange(Instant time) {
    return !date(time).isBefore(range.from()) && !date(time).isAfter(range.to());
  }

  private boolean matches(SelectedEvent selected, TestEvent event) {
    return selected.event().map(event.name()::equals).orElse(true)
        && selected.where().map(where -> predicates.holds(where, event)).orElse(true);
  }

  private boolean inSegment(Optional<Segment> segment, TestEvent event) {
    return segment
        .flatMap(Segment::where)
        .map(where -> predicates.holds(where, event))
        .orElse(true);
  }

  private static OptionalDouble rate(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
