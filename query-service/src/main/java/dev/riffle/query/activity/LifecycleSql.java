package dev.riffle.query.activity;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.LifecycleState;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a lifecycle. Pure. One scan of all the past: for each person the periods with
 * activity, 1 for the first of the range, 0 for the one before it, {@value #EARLIER} for all
 * earlier ones; then what each of them makes of the person.
 */
final class LifecycleSql {
  /** Not next to any period. */
  static final long EARLIER = -2;

  private final ActivityPlan plan;
  private final ActiveRows rows;

  LifecycleSql(ActivityPlan plan, Watermark watermark) {
    this.plan = plan;
    this.rows = new ActiveRows(plan, watermark);
  }

  /** Columns: period (1 is the first), state ({@link LifecycleState#wire}), persons. */
  SqlStatement counts(Optional<Segment> segment) {
    return statement(
        segment,
        sql("SELECT change.1 AS period, change.2 AS state, toInt64(count())"),
        sql("WHERE period BETWEEN 1 AND ")
            .then(SqlParameter.whole(plan.periods().size()))
            .then("\nGROUP BY period, state"));
  }

  /**
   * The persons of a number: as many as it counts. Columns: number of the person.
   *
   * @param period its place, from 0
   */
  SqlStatement people(Optional<Segment> segment, int period, LifecycleState state) {
    return statement(
        segment,
        sql("SELECT uid"),
        sql("WHERE change.1 = ")
            .then(SqlParameter.whole(period + 1L))
            .then(" AND change.2 = ")
            .then(SqlParameter.text(state.wire()))
            .then("\nORDER BY uid"));
  }

  private SqlStatement statement(Optional<Segment> segment, SqlFragment select, SqlFragment rest) {
    List<Long> starts = new ArrayList<>(List.of(0L, plan.previous().start().toEpochMilli()));
    List<Long> indexes = new ArrayList<>(List.of(EARLIER, 0L));
    for (TimeAxis.Stretch period : plan.periods()) {
      starts.add(period.start().toEpochMilli());
      indexes.add((long) indexes.size() - 1);
    }
    return rows.since(Instant.EPOCH, segment)
        .statement(
            select,
            sql("uid, groupUniqArray(")
                .then(ActiveRows.index(starts, indexes))
                .then(") AS periods"),
            sql("GROUP BY uid"),
            sql("""
            ARRAY JOIN arrayConcat(
              arrayMap(p -> (p, multiIf(has(periods, p - 1), 'current', arrayExists(q -> q < p, periods), 'resurrected', 'new')), periods),
              arrayMap(p -> (p + 1, 'dormant'), arrayFilter(p -> NOT has(periods, p + 1), periods))) AS change
            """)
                .then(rest));
  }
}
