package dev.riffle.query.segmentation;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.CompareTo;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.time.EarlierRange;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import dev.riffle.query.time.WindowAxis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Question to plan: the last place that can refuse a segmentation. Pure. */
public final class SegmentationPlanner {
  /** Most numbers in an answer: lines, times groups, times buckets. */
  public static final long POINTS_MAX = 500_000;

  /** Most buckets of a question with a window: its events count in many of them. */
  public static final int WINDOWED_BUCKETS_MAX = 400;

  private SegmentationPlanner() {}

  /**
   * Plans a question.
   *
   * @throws InvalidQuestion when names are unknown, or the answer would be too large
   */
  public static SegmentationPlan plan(
      Segmentation question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    checkNames(question, catalog, faults);
    ZoneId zone = question.scope().timeZone().orElse(project.zone());
    LocalRange range = LocalRange.of(question.scope().range(), zone, project.weekStart(), now);
    SegmentationPlan plan =
        on(range, question, project, catalog.groups(question.groupBy()) <= BreakdownSql.FEW_GROUPS);
    long lines =
        (long) question.events().size()
            * Math.max(1, question.segments().size())
            * (question.groupBy().isEmpty() ? 1 : question.top() + 2);
    if (lines * plan.axis().buckets().size() > POINTS_MAX) {
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
    return question.compareTo().map(compareTo -> compared(plan, compareTo)).orElse(plan);
  }

  /** The plan on these days, comparing to none. */
  private static SegmentationPlan on(
      LocalRange range, Segmentation question, ProjectContext project, boolean fewGroups) {
    TimeAxis axis =
        TimeAxis.of(range, question.interval(), project.weekStart())
            .orElseThrow(() ->
                InvalidQuestion.at(
                    "/interval",
                    FaultCode.TOO_LARGE,
                    "This range has more than " + TimeAxis.BUCKETS_MAX + " buckets."));
    Optional<WindowAxis> window =
        question
            .window()
            .map(asked ->
                WindowAxis.of(asked, range, axis, question.interval(), project.weekStart())
                    .filter(_ -> axis.buckets().size() <= WINDOWED_BUCKETS_MAX)
                    .orElseThrow(() ->
                        InvalidQuestion.at(
                            "/window",
                            FaultCode.TOO_LARGE,
                            "A window goes over at most " + WINDOWED_BUCKETS_MAX + " buckets.")));
    return new SegmentationPlan(
        project, question, range, axis, window, Optional.empty(), fewGroups);
  }

  private static SegmentationPlan compared(SegmentationPlan plan, CompareTo compareTo) {
    EarlierRange earlier = EarlierRange.of(compareTo, plan.range());
    if (earlier.range().from().getYear() < TimeRange.YEAR_MIN) {
      throw InvalidQuestion.at(
          "/compareTo",
          FaultCode.OUT_OF_BOUNDS,
          "The earlier days would begin before the year " + TimeRange.YEAR_MIN + ".");
    }
    SegmentationPlan before =
        on(earlier.range(), plan.question(), plan.project(), plan.fewGroups());
    return new SegmentationPlan(
        plan.project(),
        plan.question(),
        plan.range(),
        plan.axis(),
        plan.window(),
        Optional.of(
            new SegmentationPlan.Earlier(
                before, earlier.pairs(plan.axis(), before.axis(), plan.question().interval()))),
        plan.fewGroups());
  }

  private static void checkNames(Segmentation question, Catalog catalog, List<Fault> faults) {
    for (int i = 0; i < question.events().size(); i++) {
      Series series = question.events().get(i);
      String pointer = "/events/" + i;
      UnknownNames.event(catalog, series.event(), pointer + "/event").ifPresent(faults::add);
      series
          .where()
          .ifPresent(where -> UnknownNames.in(where, pointer + "/where", catalog, faults));
    }
    for (int i = 0; i < question.measures().size(); i++) {
      String pointer = "/measures/" + i + "/property";
      property(question.measures().get(i))
          .flatMap(of -> UnknownNames.property(catalog, of.of(), of.property(), pointer))
          .ifPresent(faults::add);
    }
    question.where().ifPresent(where -> UnknownNames.in(where, "/where", catalog, faults));
    UnknownNames.inSegments(question.segments(), catalog, faults);
    UnknownNames.inGroups(question.groupBy(), catalog, faults);
  }

  private static Optional<Measure.OfProperty> property(Measure measure) {
    return switch (measure) {
      case Measure.OfProperty of -> Optional.of(of);
      case Measure.PropertyPerUser perUser -> Optional.of(perUser.each());
      case Measure.Count _, Measure.TotalsPerUser _, Measure.Frequency _ -> Optional.empty();
    };
  }
}
