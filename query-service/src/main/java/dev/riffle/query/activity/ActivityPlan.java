package dev.riffle.query.activity;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Period;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Activity;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PeriodUnit;
import dev.riffle.query.question.Segment;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question about activity that cannot be wrong any more.
 *
 * @param range the question's, taken to whole periods
 * @param periods those of the range, in order; without dates that the zone left out
 * @param previous the period before the first one
 */
public record ActivityPlan(
    ProjectContext project,
    Activity question,
    LocalRange range,
    List<TimeAxis.Stretch> periods,
    TimeAxis.Stretch previous) {

  /**
   * Plans a question.
   *
   * @throws InvalidQuestion when names are unknown, or the range has too many periods
   */
  public static ActivityPlan of(
      Activity question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    question
        .event()
        .event()
        .flatMap(event -> UnknownNames.event(catalog, event, "/event/event"))
        .ifPresent(faults::add);
    question
        .event()
        .where()
        .ifPresent(where -> UnknownNames.in(where, "/event/where", catalog, faults));
    UnknownNames.inSegments(question.segments(), catalog, faults);
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return laidOut(question, project, now);
  }

  /** The plan of a question whose names exist. */
  static ActivityPlan laidOut(Activity question, ProjectContext project, Instant now) {
    ZoneId zone = question.scope().timeZone().orElse(project.zone());
    LocalRange asked = LocalRange.of(question.scope().range(), zone, project.weekStart(), now);
    PeriodUnit unit = question.unit();
    LocalDate from = first(asked.from(), unit, project.weekStart());
    LocalDate next = plus(first(asked.to(), unit, project.weekStart()), unit, 1);
    // two periods earlier: one of them may be a date that the zone left out
    TimeAxis axis =
        axis(range(plus(from, unit, -2), next, zone), unit.interval(), project.weekStart());
    List<TimeAxis.Stretch> filled =
        axis.buckets().stream().filter(bucket -> bucket.start().isBefore(bucket.end())).toList();
    List<TimeAxis.Stretch> periods =
        filled.stream().filter(period -> !period.date().isBefore(from)).toList();
    return new ActivityPlan(
        project,
        question,
        range(from, next, zone),
        periods,
        filled.get(filled.size() - periods.size() - 1));
  }

  /** The named segments, or everybody. */
  List<Optional<Segment>> segments() {
    return question.segments().isEmpty()
        ? List.of(Optional.empty())
        : question.segments().stream().map(Optional::of).toList();
  }

  /** The days of the range. */
  TimeAxis days() {
    return axis(range, Interval.DAY, project.weekStart());
  }

  /** The periods as the asker reads them. */
  List<Period> answered(Watermark watermark) {
    return periods.stream()
        .map(period ->
            new Period(
                period.date(),
                period.start().atZone(range.zone()).toOffsetDateTime(),
                period.end().atZone(range.zone()).toOffsetDateTime(),
                !period.end().isAfter(watermark.receivedUntil())))
        .toList();
  }

  private static TimeAxis axis(LocalRange range, Interval interval, DayOfWeek weekStart) {
    return TimeAxis.of(range, interval, weekStart)
        .orElseThrow(() ->
            InvalidQuestion.at(
                "/unit",
                FaultCode.TOO_LARGE,
                "This range is longer than " + TimeAxis.BUCKETS_MAX + " days or periods."));
  }

  private static LocalRange range(LocalDate from, LocalDate next, ZoneId zone) {
    return new LocalRange(
        from,
        next.minusDays(1),
        zone,
        from.atStartOfDay(zone).toInstant(),
        next.atStartOfDay(zone).toInstant());
  }

  private static LocalDate first(LocalDate date, PeriodUnit unit, DayOfWeek weekStart) {
    return switch (unit) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(weekStart));
      case MONTH -> date.withDayOfMonth(1);
    };
  }

  private static LocalDate plus(LocalDate first, PeriodUnit unit, int periods) {
    return switch (unit) {
      case DAY -> first.plusDays(periods);
      case WEEK -> first.plusWeeks(periods);
      case MONTH -> first.plusMonths(periods);
    };
  }
}
