package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.query.answer.LifecycleAnswer.LifecycleCounts;
import dev.riffle.query.answer.StickinessAnswer.StickinessCounts;
import dev.riffle.query.question.Activity;
import dev.riffle.query.question.LifecycleState;
import dev.riffle.query.question.PeriodUnit;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Answers questions about activity by loops over persons and local dates. */
public final class ReferenceActivity {
  private final History history;
  private final Activity question;
  private final Instant watermark;
  private final ReferencePredicate predicates;
  private final ZoneId zone;

  public ReferenceActivity(History history, Activity question, Instant watermark) {
    this.history = history;
    this.question = question;
    this.watermark = watermark;
    this.predicates = new ReferencePredicate(history);
    this.zone = question.scope().timeZone().orElse(history.project().zone());
  }

  /** First dates of the whole periods; dates that the zone left out are none. */
  public List<LocalDate> periods() {
    TimeRange.Dates range = (TimeRange.Dates) question.scope().range();
    List<LocalDate> periods = new ArrayList<>();
    for (LocalDate period = unitOf(range.from());
        !period.isAfter(range.to());
        period = next(period)) {
      if (!isLeftOut(period)) {
        periods.add(period);
      }
    }
    return periods;
  }

  public boolean isFinished(LocalDate period) {
    return !next(period).atStartOfDay(zone).toInstant().isAfter(watermark);
  }

  public List<LifecycleCounts> lifecycle(Optional<Segment> segment) {
    return periods().stream()
        .map(period ->
            LifecycleCounts.of(
                people(segment, period, LifecycleState.NEW).size(),
                people(segment, period, LifecycleState.CURRENT).size(),
                people(segment, period, LifecycleState.RESURRECTED).size(),
                people(segment, period, LifecycleState.DORMANT).size(),
                isFinished(period)))
        .toList();
  }

  public Set<Integer> people(Optional<Segment> segment, LocalDate period, LifecycleState state) {
    LocalDate before = previous(period);
    Set<Integer> people = new HashSet<>();
    dates(segment)
        .forEach((person, dates) -> {
          boolean now = dates.stream().anyMatch(date -> unitOf(date).equals(period));
          boolean then = dates.stream().anyMatch(date -> unitOf(date).equals(before));
          boolean earlier = dates.stream().anyMatch(date -> unitOf(date).isBefore(before));
          boolean wanted =
              switch (state) {
                case NEW -> now && !then && !earlier;
                case CURRENT -> now && then;
                case RESURRECTED -> now && !then && earlier;
                case DORMANT -> !now && then;
              };
          if (wanted) {
            people.add(person);
          }
        });
    return people;
  }

  public List<StickinessCounts> stickiness(Optional<Segment> segment) {
    List<StickinessCounts> counts = new ArrayList<>();
    for (LocalDate period : periods()) {
      long[] exactly = new long[question.unit() == PeriodUnit.WEEK ? 7 : 31];
      for (int days = 1; days <= exactly.length; days++) {
        exactly[days - 1] = people(segment, period, days, false).size();
      }
      counts.add(StickinessCounts.of(exactly));
    }
    return counts;
  }

  public Set<Integer> people(
      Optional<Segment> segment, LocalDate period, int days, boolean orMore) {
    Set<Integer> people = new HashSet<>();
    dates(segment)
        .forEach((person, dates) -> {
          long active = dates.stream().filter(date -> unitOf(date).equals(period)).count();
          if (orMore ? active >= days : active == days) {
            people.add(person);
          }
        });
    return people;
  }

  /** The different local dates of each active person. */
  private Map<Integer, Set<LocalDate>> dates(Optional<Segment> segment) {
    Map<Integer, Set<LocalDate>> dates = new TreeMap<>();
    for (TestEvent event : history.events()) {
      boolean counts =
          event.kind() == EventKind.TRACK
              && !event.received().isAfter(watermark)
              && question.event().event().map(event.name()::equals).orElse(true)
              && question.event().where().map(it -> predicates.holds(it, event)).orElse(true)
              && segment
                  .flatMap(Segment::where)
                  .map(it -> predicates.holds(it, event))
                  .orElse(true);
      if (counts) {
        dates
            .computeIfAbsent(event.person(), _ -> new HashSet<>())
            .add(event.time().atZone(zone).toLocalDate());
      }
    }
    return dates;
  }

  private LocalDate previous(LocalDate period) {
    LocalDate before = unitOf(period.minusDays(1));
    return isLeftOut(before) ? unitOf(before.minusDays(1)) : before;
  }

  private boolean isLeftOut(LocalDate period) {
    return period.atStartOfDay(zone).equals(next(period).atStartOfDay(zone));
  }

  private LocalDate unitOf(LocalDate date) {
    return switch (question.unit()) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(history.project().weekStart()));
      case MONTH -> date.withDayOfMonth(1);
    };
  }

  private LocalDate next(LocalDate period) {
    return switch (question.unit()) {
      case DAY -> period.plusDays(1);
      case WEEK -> period.plusWeeks(1);
      case MONTH -> period.plusMonths(1);
    };
  }
}
