package dev.riffle.query.funnel;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.FunnelCounting;
import dev.riffle.query.question.FunnelEntry;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.StepOrder;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.util.List;
import java.util.Optional;

/**
 * A funnel that cannot be wrong any more: names exist, time is absolute, sizes are within limits.
 *
 * @param fewGroups the catalog expects no more groups than one statement may as well return
 */
public record FunnelPlan(
    ProjectContext project, Funnel question, LocalRange range, TimeAxis axis, boolean fewGroups) {

  /**
   * One for each segment of the question: whose paths are counted together; everybody's if none.
   */
  List<Optional<Segment>> lines() {
    return question.segments().isEmpty()
        ? List.of(Optional.empty())
        : question.segments().stream().map(Optional::of).toList();
  }

  int steps() {
    return question.steps().size();
  }

  /**
   * Only the number of steps that each person reached is wanted, and no event can meet two steps:
   * what the engine's own windowFunnel counts as this product defines it. It takes events of one
   * instant in the order of their steps, and keeps for each step the latest beginning of a path
   * that reaches it, so that it finds the longest one.
   */
  boolean isPlain() {
    return question.order() == StepOrder.THIS
        && question.entry() == FunnelEntry.BEST
        && question.counting() == FunnelCounting.UNIQUES
        && question.exclusions().isEmpty()
        && question.hold().isEmpty()
        && question.breakdown().isEmpty()
        && question.interval() == Interval.NONE
        && question.percentiles().isEmpty()
        && !question.stepsOverlap();
  }
}
