package dev.riffle.query.session;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
  private final BreakdownSql groups;

  SessionsSql(SessionsPlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
    this.groups = new BreakdownSql(plan.question().groupBy(), predicates);
  }

  /**
   * Counts by bucket and group, by bucket, by group and over all. Columns: is over all time, start
   * of the bucket, is over all groups, group key, sessions, persons, persons with several sessions,
   * events, milliseconds, median of the milliseconds.
   *
   * @param told tells only these groups apart; all when empty
   * @param rowsMax more rows are cut off
   */
  SqlStatement counts(Optional<Segment> segment, Optional<List<GroupKey>> told, long rowsMax) {
    SqlFragment group =
        plan.isGrouped()
            ? sql("grouping(g) AS all_groups, ")
                .then(told.map(keys -> groups.told(sql("key"), keys)).orElse(sql("key")))
                .then(" AS g,")
            : sql("toUInt8(1) AS all_groups, '' AS g,");
    return statement(
        segment,
        range(),
        sessions ->
            sql("SELECT all_time, k, all_groups, g, toInt64(sum(times)), toInt64(count()),")
                .then(" toInt64(countIf(times > 1)), toInt64(sum(done)), sum(took),")
                .then(" quantileExactInclusiveArray(0.5)(lengths)\nFROM (\n")
                .then("SELECT grouping(k) AS all_time, roundDown(began, ")
                .then(SqlParameter.wholes(plan.axis().starts()))
                .then(") AS k, ")
                .then(group)
                .then(" uid,\n count() AS times, sum(events) AS done, sum(lasted) AS took,")
                .then(" groupArray(lasted) AS lengths\nFROM (\n")
                .then(sessions)
                .then("\n)\nGROUP BY GROUPING SETS ")
                .then(
                    plan.isGrouped()
                        ? "((k, g, uid), (k, uid), (g, uid), (uid))"
                        : "((k, uid), (uid))")
                .then("\n)\nGROUP BY all_time, k, all_groups, g\nLIMIT ")
                .then(SqlParameter.whole(rowsMax)));
  }

  /** The groups with the most sessions over the whole range. Columns: group key. */
  SqlStatement ranking(Optional<Segment> segment) {
    return statement(
        segment,
        range(),
        sessions ->
            sql("SELECT key\nFROM (\n")
                .then(sessions)
                .then("\n)\nGROUP BY key\nORDER BY count() DESC, key ASC\nLIMIT ")
                .then(SqlParameter.whole(plan.question().top())));
  }

  /** The persons with a session that begins then, or with several. Columns: uid. */
  SqlStatement people(SessionsCell cell) {
    SqlFragment group =
        cell.group()
            .map(wanted ->
                sql(wanted.other() ? "\nWHERE NOT " : "\nWHERE ")
                    .then(groups.isAmong(sql("key"), wanted.keys())))
            .orElse(SqlFragment.empty());
    return statement(
        cell.segment(),
        cell.bucket().orElseGet(this::range),
        sessions ->
            sql("SELECT uid\nFROM (\n")
                .then(sessions)
                .then("\n)")
                .then(group)
                .then(cell.repeat() ? "\nGROUP BY uid HAVING count() > 1" : "\nGROUP BY uid")
                .then("\nORDER BY uid"));
  }

  private TimeAxis.Stretch range() {
    return new TimeAxis.Stretch(plan.range().from(), plan.range().start(), plan.range().end());
  }

  private SqlStatement statement(
      Optional<Segment> segment, TimeAxis.Stretch stretch, UnaryOperator<SqlFragment> around) {
    List<SqlFragment> conditions =
        Stream.of(plan.question().where(), segment.flatMap(Segment::where))
            .flatMap(Optional::stream)
            .map(predicates::of)
            .toList();
    SqlFragment meets =
        conditions.isEmpty() ? sql("true") : SqlFragment.joined(conditions, " AND ");
    ProjectRows.EventSelection events =
        rows.tracked(
            stretch.start().minus(SessionsPlan.AROUND),
            stretch.end().plus(SessionsPlan.AROUND),
            watermark);
    groups.join(events);
    return events.statement(
        sql("uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(")
            .then(meets)
            .then(") AS meets")
            .then(plan.isGrouped() ? sql(", ").then(groups.key()).then(" AS g") : sql("")),
        all -> around.apply(sessions(runs(all), stretch)));
  }

  /** {@code uid, client, acts}: each person's events of one client's session id, or of none. */
  private SqlFragment runs(SqlFragment events) {
    SqlParameter inactivity = SqlParameter.whole(plan.question().inactivity().millis());
    SqlFragment lives =
        sql("SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets")
            .then(plan.isGrouped() ? ", g" : "")
            .then("))) AS life,")
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
    return sql("SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5")
        .then(plan.isGrouped() ? ", e.6" : "")
        .then("))) AS acts\nFROM (\n")
        .then(lives)
        .then("\n) ARRAY JOIN life AS e, clients AS client\nGROUP BY uid, client");
  }

  /** {@code uid, began, key, events, lasted}: sessions that begin in a stretch of time. */
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
        .then(plan.isGrouped() ? " session[1].5 AS key," : "")
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
