package dev.riffle.query.retention;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;

/** From a number of a retention's grid to the persons it counts. */
public final class RetentionPeople {
  private final RetentionPlan plan;
  private final RetentionSql sql;
  private final EngineRun engine;

  public RetentionPeople(RetentionPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new RetentionSql(plan, watermark);
    this.engine = engine;
  }

  /**
   * The persons' numbers. For the group of all the others it asks which ones are told apart.
   *
   * @throws InvalidQuestion when the answer has no such cohort
   */
  public SqlStatement of(Cell.OfRetention cell) {
    int cohort = plan.cohorts().starts().indexOf(cell.cohort().toEpochMilli());
    if (cohort < 0) {
      throw InvalidQuestion.at(
          "/cell/bucket", FaultCode.UNKNOWN_VALUE, "No cohort of the answer starts then.");
    }
    List<Optional<Segment>> segments = plan.segments();
    int segment =
        segments.stream().map(one -> one.map(Segment::name)).toList().indexOf(cell.segment());
    return sql.people(
        new RetentionCell(
            segment,
            cohort,
            cell.group().map(group -> group(group, segments.get(segment))),
            cell.bracket().map(place -> new RetentionCell.Reached(place, cell.returned()))));
  }

  private RetentionCell.Group group(Cell.Group group, Optional<Segment> segment) {
    if (group.other()) {
      List<GroupKey> told =
          engine.run(sql.ranking(segment)).rows().stream()
              .map(row -> GroupKey.read(row.getFirst()))
              .limit(plan.question().top())
              .toList();
      return new RetentionCell.Group(true, told);
    }
    return new RetentionCell.Group(false, List.of(GroupKey.of(group.values())));
  }
}
