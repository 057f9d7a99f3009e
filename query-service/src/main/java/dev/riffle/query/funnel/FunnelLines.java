package dev.riffle.query.funnel;

import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.FunnelAnswer.FunnelGroup;
import dev.riffle.query.answer.FunnelAnswer.FunnelLine;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.answer.FunnelAnswer.FunnelStep;
import dev.riffle.query.answer.FunnelAnswer.StepTimes;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.funnel.FunnelCounts.Reached;
import dev.riffle.query.question.FunnelBreakdown;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.BreakdownSql;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** Counts to what the asker reads. Pure. */
final class FunnelLines {
  private final FunnelPlan plan;

  FunnelLines(FunnelPlan plan) {
    this.plan = plan;
  }

  /**
   * The funnel of a segment.
   *
   * @param told the groups that are told apart, in order
   */
  FunnelSegment segment(
      Optional<Segment> segment, FunnelCounts counts, List<String> told, FunnelTimes times) {
    List<FunnelGroup> groups = new ArrayList<>();
    plan.question()
        .breakdown()
        .ifPresent(by -> {
          for (String stored : told) {
            groups.add(group(by, stored, line(counts.of(stored), step -> times.of(stored, step))));
          }
          Reached others = counts.others(told);
          if (others.count(0) > 0) {
            FunnelLine line = line(others, step -> times.of(BreakdownSql.OTHER, step));
            groups.add(
                new FunnelGroup(Optional.empty(), true, false, GroupAnswer.OTHER_LABEL, line));
          }
          Reached unreached = counts.of(FunnelSql.NOT_REACHED);
          if (unreached.count(0) > 0) {
            FunnelLine line = line(unreached, step -> times.of(FunnelSql.NOT_REACHED, step));
            groups.add(
                new FunnelGroup(
                    Optional.empty(), false, true, FunnelGroup.NOT_REACHED_LABEL, line));
          }
        });
    return new FunnelSegment(
        segment.map(Segment::name),
        line(counts.all(), times::all),
        groups,
        FunnelComparisons.ofGroups(plan.question(), groups));
  }

  List<Bucket> buckets() {
    ZoneId zone = plan.range().zone();
    return plan.axis().buckets().stream()
        .map(bucket ->
            new Bucket(
                bucket.date(),
                bucket.start().atZone(zone).toOffsetDateTime(),
                bucket.end().atZone(zone).toOffsetDateTime()))
        .toList();
  }

  private static FunnelGroup group(FunnelBreakdown breakdown, String stored, FunnelLine line) {
    GroupValue value = GroupValue.of(List.of(breakdown.by()), List.of(stored)).getFirst();
    return new FunnelGroup(Optional.of(value), false, false, value.label(), line);
  }

  private FunnelLine line(Reached reached, IntFunction<Optional<StepTimes>> times) {
    List<FunnelStep> steps = new ArrayList<>();
    for (int step = 0; step < plan.steps(); step++) {
      long count = reached.count(step);
      steps.add(
          new FunnelStep(
              count,
              step == 0 ? OptionalDouble.empty() : ratio(count, reached.count(step - 1)),
              ratio(count, reached.count(0)),
              times.apply(step)));
    }
    return new FunnelLine(steps, reached.points());
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
