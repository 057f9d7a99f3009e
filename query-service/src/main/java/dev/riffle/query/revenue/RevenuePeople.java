package dev.riffle.query.revenue;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import java.util.Optional;
import java.util.OptionalInt;

/** From a number of a revenue to the persons it counts. */
public final class RevenuePeople {
  private final RevenuePlan plan;
  private final RevenueSql sql;

  public RevenuePeople(RevenuePlan plan, Watermark watermark) {
    this.plan = plan;
    this.sql = new RevenueSql(plan, watermark);
  }

  /** The persons' numbers. */
  public SqlStatement of(Cell.OfRevenue cell) {
    Optional<Segment> segment =
        plan.question().segments().stream()
            .filter(each -> cell.segment().filter(each.name()::equals).isPresent())
            .findFirst();
    OptionalInt day = cell.day().map(OptionalInt::of).orElseGet(OptionalInt::empty);
    return sql.people(segment, day, cell.paying());
  }
}
