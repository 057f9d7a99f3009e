package dev.riffle.query.activity;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The statements of a stickiness. Pure. One scan; for each person and period the days. */
final class StickinessSql {
  private final ActivityPlan plan;
  private final ActiveRows rows;

  StickinessSql(ActivityPlan plan, Watermark watermark) {
    this.plan = plan;
    this.rows = new ActiveRows(plan, watermark);
  }

  /** Columns: period (0 is the first), days, persons. */
  SqlStatement counts(Optional<Segment> segment) {
    return statement(
        segment, sql("SELECT period, days, toInt64(count())"), sql("GROUP BY period, days"));
  }

  /**
   * The persons of a number: as many as it counts. Columns: number of the person.
   *
   * @param period its place, from 0
   * @param orMore on so many days or more
   */
  SqlStatement people(Optional<Segment> segment, int period, int days, boolean orMore) {
    return statement(
        segment,
        sql("SELECT uid"),
        sql("WHERE period = ")
            .then(SqlParameter.whole(period))
            .then(orMore ? " AND days >= " : " AND days = ")
            .then(SqlParameter.whole(days))
            .then("\nORDER BY uid"));
  }

  private SqlStatement statement(Optional<Segment> segment, SqlFragment select, SqlFragment rest) {
    List<Long> starts =
        plan.periods().stream().map(period -> period.start().toEpochMilli()).toList();
    List<Long> indexes = LongStream.range(0, starts.size()).boxed().toList();
    return rows.since(plan.range().start(), segment)
        .statement(
            select,
            sql("uid, ")
                .then(ActiveRows.index(starts, indexes))
                .then(" AS period,\n  uniqExact(roundDown(toUnixTimestamp64Milli(ts), ")
                .then(SqlParameter.wholes(plan.days().starts()))
                .then(")) AS days"),
            sql("GROUP BY uid, period"),
            rest);
  }
}
