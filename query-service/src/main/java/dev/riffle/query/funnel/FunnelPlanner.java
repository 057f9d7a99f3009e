package dev.riffle.query.funnel;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Exclusion;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Question to plan: the last place that can refuse a funnel. Pure. */
public final class FunnelPlanner {
  /** Most numbers in an answer: segments, times groups, times buckets, times steps. */
  public static final long POINTS_MAX = 500_000;

  private FunnelPlanner() {}

  /**
   * Plans a question.
   *
   * @throws InvalidQuestion when names are unknown, or the answer would be too large
   */
  public static FunnelPlan plan(
      Funnel question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    checkNames(question, catalog, faults);
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
    long points =
        (long) Math.max(1, question.segments().size())
            * (question.breakdown().isEmpty() ? 1 : question.top() + 3)
            * question.steps().size()
            * axis.buckets().size();
    if (points > POINTS_MAX) {
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
    boolean fewGroups =
        question
            .breakdown()
            .filter(breakdown -> catalog.groups(List.of(breakdown.by())) <= BreakdownSql.FEW_GROUPS)
            .isPresent();
    return new FunnelPlan(project, question, range, axis, fewGroups);
  }

  private static void checkNames(Funnel question, Catalog catalog, List<Fault> faults) {
    for (int i = 0; i < question.steps().size(); i++) {
      var step = question.steps().get(i);
      checkEvent(step.event(), step.where(), "/steps/" + i, catalog, faults);
    }
    for (int i = 0; i < question.exclusions().size(); i++) {
      Exclusion exclusion = question.exclusions().get(i);
      checkEvent(exclusion.event(), exclusion.where(), "/exclusions/" + i, catalog, faults);
    }
    question.where().ifPresent(where -> UnknownNames.in(where, "/where", catalog, faults));
    UnknownNames.inSegments(question.segments(), catalog, faults);
    for (int i = 0; i < question.hold().size(); i++) {
      GroupBy by = question.hold().get(i);
      UnknownNames.property(catalog, by.of(), by.property(), "/hold/" + i + "/property")
          .ifPresent(faults::add);
    }
    question
        .breakdown()
        .ifPresent(breakdown -> UnknownNames.in(breakdown.by(), "/breakdown", catalog, faults));
  }

  private static void checkEvent(
      String event,
      Optional<Predicate> where,
      String pointer,
      Catalog catalog,
      List<Fault> faults) {
    UnknownNames.event(catalog, event, pointer + "/event").ifPresent(faults::add);
    where.ifPresent(condition -> UnknownNames.in(condition, pointer + "/where", catalog, faults));
  }
}
