package dev.riffle.query.segmentation;

import dev.riffle.query.answer.AnsweredRange;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segment;
import dev.riffle.query.segmentation.LineCounts.Cells;
import dev.riffle.query.segmentation.LineCounts.Counts;
import dev.riffle.query.segmentation.SegmentationPlan.LinePlan;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.time.LocalRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Counts to what the asker reads. Pure. */
final class SegmentationLines {
  private final SegmentationPlan plan;

  SegmentationLines(SegmentationPlan plan) {
    this.plan = plan;
  }

  SeriesAnswer series(LinePlan line, LineCounts counts) {
    List<GroupAnswer> groups = new ArrayList<>();
    for (Map.Entry<GroupKey, Cells> group : counts.ranked(plan.question().measures().getFirst())) {
      groups.add(group(group.getKey(), line(group.getValue())));
    }
    return new SeriesAnswer(
        String.valueOf((char) ('A' + line.seriesIndex())),
        line.series().event(),
        line.segment().map(Segment::name),
        line(counts.all()),
        groups);
  }

  AnsweredRange range() {
    return plan.range().answered();
  }

  List<Bucket> buckets() {
    LocalRange range = plan.range();
    return plan.axis().buckets().stream()
        .map(bucket ->
            new Bucket(
                bucket.date(),
                bucket.start().atZone(range.zone()).toOffsetDateTime(),
                bucket.end().atZone(range.zone()).toOffsetDateTime()))
        .toList();
  }

  GroupAnswer group(GroupKey key, Line line) {
    if (key.isOther()) {
      return new GroupAnswer(List.of(), true, GroupAnswer.OTHER_LABEL, line);
    }
    List<GroupValue> values = GroupValue.of(plan.question().groupBy(), key.stored());
    return new GroupAnswer(values, false, GroupValue.label(values), line);
  }

  private Line line(Cells cells) {
    return new Line(values(cells.total()), cells.points().stream().map(this::values).toList());
  }

  private Values values(Counts counts) {
    OptionalLong uniques = OptionalLong.empty();
    OptionalLong totals = OptionalLong.empty();
    OptionalDouble average = OptionalDouble.empty();
    OptionalDouble activePercent = OptionalDouble.empty();
    Optional<List<Long>> frequency = Optional.empty();
    Map<String, Double> others = new LinkedHashMap<>();
    for (Measure measure : plan.question().measures()) {
      switch (measure) {
        case Measure.Count.UNIQUES -> uniques = OptionalLong.of(counts.uniques());
        case Measure.Count.TOTALS -> totals = OptionalLong.of(counts.totals());
        case Measure.Count.AVERAGE -> average = counts.number(measure);
        case Measure.Count.ACTIVE_PERCENT -> activePercent = counts.number(measure);
        case Measure.Frequency asked -> frequency = Optional.of(counts.frequency(asked));
        case Measure.OfProperty _, Measure.TotalsPerUser _, Measure.PropertyPerUser _ ->
            counts.number(measure).ifPresent(number -> others.put(measure.key(), number));
      }
    }
    return new Values(uniques, totals, average, activePercent, frequency, others);
  }
}
