package dev.riffle.query.segmentation;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.segmentation.SegmentationPlan.LinePlan;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;

/** From a number of a segmentation to the persons it counts. */
public final class SegmentationPeople {
  private final SegmentationPlan plan;
  private final Watermark watermark;
  private final SegmentationSql sql;
  private final EngineRun engine;

  public SegmentationPeople(SegmentationPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.watermark = watermark;
    this.sql = new SegmentationSql(plan, watermark);
    this.engine = engine;
  }

  /**
   * The persons' numbers. For the group of all the others it asks which ones are told apart.
   *
   * @throws InvalidQuestion when the answer has no such bucket
   */
  public SqlStatement of(Cell.OfSegmentation cell) {
    Optional<Segment> segment =
        cell.segment()
            .flatMap(name ->
                plan.question().segments().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst());
    Optional<LinePlan> line =
        cell.series()
            .flatMap(series ->
                plan.lines().stream()
                    .filter(each -> each.seriesIndex() == series && each.segment().equals(segment))
                    .findFirst());
    SegmentationPlan counted =
        cell.compared() ? plan.compared().map(SegmentationPlan.Earlier::plan).orElseThrow() : plan;
    if (cell.bucket().isPresent()
        && !counted.axis().starts().contains(cell.bucket().get().toEpochMilli())) {
      throw InvalidQuestion.at(
          "/cell/bucket", FaultCode.UNKNOWN_VALUE, "No bucket of the answer starts then.");
    }
    boolean others = cell.group().map(Cell.Group::other).orElse(false);
    Optional<List<GroupKey>> groups =
        others
            ? line.map(this::best)
            : cell.group().map(group -> List.of(GroupKey.of(group.values())));
    return new SegmentationSql(counted, watermark)
        .people(new SegmentationCell(line, segment, cell.bucket(), groups, others));
  }

  /** With formulas the groups of a segment are those of its first line. */
  private List<GroupKey> best(LinePlan line) {
    LinePlan ranked =
        plan.question().formulas().isEmpty()
            ? line
            : plan.lines().stream()
                .filter(each -> each.segment().equals(line.segment()))
                .findFirst()
                .orElse(line);
    return engine.run(sql.ranking(ranked)).rows().stream()
        .map(row -> GroupKey.read(row.getFirst()))
        .limit(plan.question().top())
        .toList();
  }
}
