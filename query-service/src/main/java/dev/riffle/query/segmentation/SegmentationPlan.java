package dev.riffle.query.segmentation;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.question.Aggregate;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Series;
import dev.riffle.query.time.EarlierRange;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import dev.riffle.query.time.WindowAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A segmentation that cannot be wrong any more: names exist, time is absolute, sizes are within
 * limits.
 *
 * @param window what points cover, when it is more than their buckets
 * @param compared the earlier days to answer the same about
 * @param fewGroups the catalog expects no more groups than one statement may as well return
 */
public record SegmentationPlan(
    ProjectContext project,
    Segmentation question,
    LocalRange range,
    TimeAxis axis,
    Optional<WindowAxis> window,
    Optional<Earlier> compared,
    boolean fewGroups) {

  /** The same plan on earlier days, and which of its buckets stand against which. */
  record Earlier(SegmentationPlan plan, List<EarlierRange.Pair> pairs) {}

  /** One event in one segment: one statement, one line of the answer with its groups. */
  record LinePlan(int seriesIndex, Series series, Optional<Segment> segment) {}

  List<LinePlan> lines() {
    List<LinePlan> lines = new ArrayList<>();
    for (int i = 0; i < question.events().size(); i++) {
      Series series = question.events().get(i);
      if (question.segments().isEmpty()) {
        lines.add(new LinePlan(i, series, Optional.empty()));
      }
      for (Segment segment : question.segments()) {
        lines.add(new LinePlan(i, series, Optional.of(segment)));
      }
    }
    return lines;
  }

  /** Shares need everybody who is active, and so a look at all events. */
  boolean needsActive() {
    return question.measures().contains(Measure.Count.ACTIVE_PERCENT);
  }

  boolean isGrouped() {
    return !question.groupBy().isEmpty();
  }

  /** Measures of properties over events, in the question's order. */
  List<Measure.OfProperty> eventMeasures() {
    return question.measures().stream()
        .filter(Measure.OfProperty.class::isInstance)
        .map(Measure.OfProperty.class::cast)
        .toList();
  }

  /** Measures that look at persons one by one, in the question's order. */
  List<Measure> personMeasures() {
    return question.measures().stream().filter(SegmentationPlan::isOverPersons).toList();
  }

  /** Measures that are a mean over persons, and so can be judged, in the question's order. */
  List<Measure> meanMeasures() {
    return question.measures().stream().filter(SegmentationPlan::isMean).toList();
  }

  private static boolean isMean(Measure measure) {
    return switch (measure) {
      case Measure.Count count -> count == Measure.Count.AVERAGE;
      case Measure.TotalsPerUser(Aggregate perUser, _) -> perUser == Aggregate.Plain.AVG;
      case Measure.PropertyPerUser of -> of.perUser() == Aggregate.Plain.AVG;
      case Measure.OfProperty _, Measure.Frequency _ -> false;
    };
  }

  static boolean isOverPersons(Measure measure) {
    return switch (measure) {
      case Measure.Count _, Measure.OfProperty _ -> false;
      case Measure.TotalsPerUser _, Measure.PropertyPerUser _, Measure.Frequency _ -> true;
    };
  }
}
