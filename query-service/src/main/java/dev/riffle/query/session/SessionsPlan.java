package dev.riffle.query.session;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question about sessions that cannot be wrong any more.
 *
 * @param fewGroups the catalog expects no more groups than one statement may as well return
 */
public record SessionsPlan(
    ProjectContext project, Sessions question, LocalRange range, TimeAxis axis, boolean fewGroups) {
  /** Most numbers in an answer: segments, times groups, times buckets. */
  public static final long POINTS_MAX = 500_000;

  /** A session is followed no further than this from its first event. */
  static final Duration SESSION_MAX = Duration.ofHours(24);

  /** Read around the range: to see that a session began before it, or goes on after it. */
  static final Duration AROUND = SESSION_MAX.multipliedBy(2);

  /**
   * Plans a question. Pure.
   *
   * @throws InvalidQuestion when names are unknown, or the answer would be too large
   */
  public static SessionsPlan of(
      Sessions question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    question.where().ifPresent(where -> UnknownNames.in(where, "/where", catalog, faults));
    UnknownNames.inSegments(question.segments(), catalog, faults);
    UnknownNames.inGroups(question.groupBy(), catalog, faults);
    boolean fewGroups = catalog.groups(question.groupBy()) <= BreakdownSql.FEW_GROUPS;
    SessionsPlan plan = laidOut(question, project, fewGroups, now);
    long groups = plan.isGrouped() ? question.top() + 2L : 1;
    if (plan.segments().size() * groups * plan.axis().buckets().size() > POINTS_MAX) {
      faults.add(
          new Fault(
              "/interval",
              FaultCode.TOO_LARGE,
              "The answer would have more than "
                  + POINTS_MAX
                  + " points: take a wider interval, a shorter range or a smaller `top`."));
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return plan;
  }

  /** The plan of a question whose names exist. */
  static SessionsPlan laidOut(
      Sessions question, ProjectContext project, boolean fewGroups, Instant now) {
    LocalRange range =
        LocalRange.of(
            question.scope().range(),
            question.scope().timeZone().orElse(project.zone()),
            project.weekStart(),
            now);
    TimeAxis axis =
        TimeAxis.of(range, question.interval(), project.weekStart())
            .orElseThrow(() ->
                InvalidQuestion.at(
                    "/interval",
                    FaultCode.TOO_LARGE,
                    "This range has more than " + TimeAxis.BUCKETS_MAX + " buckets."));
    return new SessionsPlan(project, question, range, axis, fewGroups);
  }

  boolean isGrouped() {
    return !question.groupBy().isEmpty();
  }

  /** The named segments, or everybody. */
  List<Optional<Segment>> segments() {
    return question.segments().isEmpty()
        ? List.of(Optional.empty())
        : question.segments().stream().map(Optional::of).toList();
  }
}
