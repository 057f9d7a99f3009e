package dev.riffle.query.funnel;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From a number of a funnel to the persons it counts. */
public final class FunnelPeople {
  private final FunnelPlan plan;
  private final FunnelSql sql;
  private final EngineRun engine;

  public FunnelPeople(FunnelPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new FunnelSql(plan, watermark);
    this.engine = engine;
  }

  /**
   * The persons' numbers, each once, as the asker names the count.
   *
   * @throws InvalidQuestion when the answer has no such bucket
   */
  public SqlStatement of(Cell.OfFunnel cell) {
    Optional<Segment> segment =
        cell.segment()
            .flatMap(name ->
                plan.question().segments().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst());
    Optional<Instant> bucket =
        plan.question().interval() == Interval.NONE ? Optional.empty() : cell.bucket();
    if (cell.bucket().isPresent()
        && !plan.axis().starts().contains(cell.bucket().get().toEpochMilli())) {
      throw InvalidQuestion.at(
          "/cell/bucket", FaultCode.UNKNOWN_VALUE, "No bucket of the answer starts then.");
    }
    Optional<FunnelCell.Group> group =
        cell.notReached()
            ? Optional.of(new FunnelCell.Group.NotReached())
            : cell.group().map(one -> group(one, segment));
    return of(new FunnelCell(segment, group, bucket, cell.step(), cell.dropped()));
  }

  private FunnelCell.Group group(Cell.Group group, Optional<Segment> segment) {
    if (group.other()) {
      return new FunnelCell.Group.Other(told(segment));
    }
    PropertyValue value = group.values().getFirst();
    return new FunnelCell.Group.Value(
        value instanceof PropertyValue.Null ? "" : StoredValue.encode(value));
  }

  /** The persons' numbers, each once; with {@code totals} and {@code hold} fewer than the count. */
  public SqlStatement of(FunnelCell cell) {
    return sql.people(cell);
  }

  /** Values that the answer tells apart in a segment: what {@code Other} of a cell needs. */
  public List<String> told(Optional<Segment> segment) {
    return engine.run(sql.ranking(segment)).rows().stream()
        .map(row -> (String) row.getFirst())
        .toList();
  }
}
