package dev.riffle.query.retention;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PeriodUnit;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.SelectedEvent;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Question to plan: the last place that can refuse a retention. Pure. */
public final class RetentionPlanner {
  /** Most numbers in an answer: segments, times groups, times cohorts, times brackets. */
  public static final long POINTS_MAX = 500_000;

  private RetentionPlanner() {}

  /**
   * Plans a question.
   *
   * @throws InvalidQuestion when names are unknown, or the answer would be too large
   */
  public static RetentionPlan plan(
      Retention question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    checkNames(question, catalog, faults);
    boolean fewGroups = catalog.groups(question.groupBy()) <= BreakdownSql.FEW_GROUPS;
    RetentionPlan plan = laidOut(question, project, fewGroups, now);
    long groups = plan.isGrouped() ? question.top() + 2L : 1;
    if (plan.segments().size() * groups * plan.cells() > POINTS_MAX) {
      faults.add(
          new Fault(
              "/unit",
              FaultCode.TOO_LARGE,
              "The answer would have more than "
                  + POINTS_MAX
                  + " numbers: take a wider unit, a shorter range, fewer periods or a smaller"
                  + " `top`."));
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return plan;
  }

  /** The plan of a question whose names exist. */
  static RetentionPlan laidOut(
      Retention question, ProjectContext project, boolean fewGroups, Instant now) {
    ZoneId zone = question.scope().timeZone().orElse(project.zone());
    LocalRange range = LocalRange.of(question.scope().range(), zone, project.weekStart(), now);
    TimeAxis cohorts = axis(range, question, project);
    TimeAxis periods = axis(withPeriods(range, question), question, project);
    return new RetentionPlan(project, question, range, cohorts, periods, fewGroups);
  }

  private static TimeAxis axis(LocalRange range, Retention question, ProjectContext project) {
    return TimeAxis.of(range, question.unit().interval(), project.weekStart())
        .orElseThrow(() ->
            InvalidQuestion.at(
                "/unit",
                FaultCode.TOO_LARGE,
                "This range and its periods are more than "
                    + TimeAxis.BUCKETS_MAX
                    + " "
                    + question.unit().wire()
                    + "s."));
  }

  /** From the range's start to the end of the last period that is looked at. */
  private static LocalRange withPeriods(LocalRange range, Retention question) {
    long last = question.told().getLast().to() + 1L;
    PeriodUnit unit = question.unit();
    // a whole unit further: where the last cohort's unit ends lies within
    LocalDate end =
        switch (unit) {
          case DAY -> range.to().plusDays(last + 1);
          case WEEK -> range.to().plusWeeks(last + 1);
          case MONTH -> range.to().plusMonths(last + 1);
        };
    return new LocalRange(
        range.from(),
        end,
        range.zone(),
        range.start(),
        end.plusDays(1).atStartOfDay(range.zone()).toInstant());
  }

  private static void checkNames(Retention question, Catalog catalog, List<Fault> faults) {
    check(question.startEvent(), "/startEvent", catalog, faults);
    check(question.returnEvent(), "/returnEvent", catalog, faults);
    UnknownNames.inSegments(question.segments(), catalog, faults);
    UnknownNames.inGroups(question.groupBy(), catalog, faults);
  }

  private static void check(
      SelectedEvent selected, String pointer, Catalog catalog, List<Fault> faults) {
    selected
        .event()
        .flatMap(event -> UnknownNames.event(catalog, event, pointer + "/event"))
        .ifPresent(faults::add);
    selected
        .where()
        .ifPresent(where -> UnknownNames.in(where, pointer + "/where", catalog, faults));
  }
}
