package dev.riffle.query.session;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The statements of a question about sessions. Pure. One scan, from two days before the range to
 * two days after it: each person's events in order; those without a client's session id take the
 * one of a neighbour that is near; then the events of each id, or of none, are split at pauses.
 */
final class SessionsSql {
  private final SessionsPlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;

  SessionsSql(SessionsPlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
  }

  /**
   * Columns: is over all time, start of the bucket, sessions, persons, events, milliseconds, median
   * of the milliseconds.
   */
  SqlStatement counts(Optional<Segment> segment) {
    return statement(
        segment,
        new TimeAxis.Stretch(plan.range().from(), plan.range().start(), plan.range().end()),
        sessions ->
            sql("SELECT grouping(k), roundDown(began, ")
                .then(SqlParameter.wholes(plan.axis().starts()))
                .then(") AS k, toInt64(count()), toInt64(groupBitmap(uid)), toInt64(sum(events)),")
                .then(" sum(lasted), quantileExactInclusive(0.5)(lasted)\nFROM (\n")
                .then(sessions)
                .then("\n)\nGROUP BY ROLLUP(k)"));
  }

  /** The persons with a session that begins then. Columns: uid. */
  SqlStatement people(Optional<Segment> segment, TimeAxis.Stretch stretch) {
    return statement(
        segment,
        stretch,
        sessions -> sql("SELECT DISTINCT uid\nFROM (\n").then(sessions).then("\n)\nORDER BY uid"));
  }

  private SqlStatement statement(
      Optional<Segment> segment, TimeAxis.Stretch stretch, UnaryOperator<SqlFragment> around) {
    SqlFragment meets =
        segment.flatMap(Segment::where).map(predicates::of).orElseGet(() -> sql("true"));
    return rows.tracked(
            stretch.start().minus(SessionsPlan.AROUND),
            stretch.end().plus(SessionsPlan.AROUND),
            watermark)
        .statement(
            sql("uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(")
                .then(meets)
                .then(") AS meets"),
            events -> around.apply(sessions(runs(events), stretch)));
  }

  /** {@code uid, client, acts}: each person's events of one client's session id, or of none. */
  private SqlFragment runs(SqlFragment events) {
    SqlParameter inactivity = SqlParameter.whole(plan.question().inactivity().millis());
    SqlFragment lives =
        sql("SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets))) AS life,")
            .then(" arrayMap((e, before) -> e.1 - before.1, life,")
            .then(" arrayPushFront(arrayPopBack(life), life[1])) AS pauses,")
            .then(" arrayFill((id, pause) -> id != '' OR pause > ")
            .then(inactivity)
            .then(", life.4, pauses) AS filled,")
            .then(" arrayReverseFill((id, pause) -> id != '' OR pause > ")
            .then(inactivity)
            .then(", filled, arrayPushBack(arrayPopFront(pauses), 0)) AS clients\nFROM (\n")
            .then(events)
            .then("\n) GROUP BY uid");
    return sql("SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5))) AS acts\nFROM (\n")
        .then(lives)
        .then("\n) ARRAY JOIN life AS e, clients AS client\nGROUP BY uid, client");
  }

  /** {@code uid, began, events, lasted}: sessions that begin in a stretch of time. */
  private SqlFragment sessions(SqlFragment runs, TimeAxis.Stretch stretch) {
    SqlParameter most = SqlParameter.whole(SessionsPlan.SESSION_MAX.toMillis());
    SqlFragment split =
        sql("SELECT uid, arrayJoin(arraySplit((e, before) -> e.1 - before.1 > if(client = '', ")
            .then(SqlParameter.whole(plan.question().inactivity().millis()))
            .then(", ")
            .then(most)
            .then("), acts, arrayPushFront(arrayPopBack(acts), acts[1]))) AS session\nFROM (\n")
            .then(runs)
            .then("\n)");
    return sql("SELECT uid, session[1].1 AS began,")
        .then(" arrayFilter(ms -> ms <= began + ")
        .then(most)
        .then(
            ", session.1) AS times, length(times) AS events, times[-1] - began AS lasted\nFROM (\n")
        .then(split)
        .then("\n)\nWHERE session[1].4 = 1 AND began >= ")
        .then(SqlParameter.whole(stretch.start().toEpochMilli()))
        .then(" AND began < ")
        .then(SqlParameter.whole(stretch.end().toEpochMilli()));
  }
}
