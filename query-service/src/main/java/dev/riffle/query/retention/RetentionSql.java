package dev.riffle.query.retention;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.DayMode;
import dev.riffle.query.question.ReturnRule;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.SelectedEvent;
import dev.riffle.query.question.StartRule;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The statements of a retention. Pure: the same plan gives the same text, whatever the values.
 *
 * <p>One scan. Innermost, each person and period: the first start, and the returns. Around it, each
 * person: a list of starts, one for each cohort, and a list of returns. Outermost, each person and
 * cohort: the brackets that the returns reach. Each person is in a cohort once and with one value,
 * so that all counts add up over cohorts and over groups.
 *
 * <p>Counts of calendar periods, when a number has bits enough for them, keep the returns as bits
 * and count who returned alike before any bracket is looked at: a third of the processor time.
 */
final class RetentionSql {
  /** Periods that fit into a signed number of 64 bits, one bit for each. */
  private static final int BITS = 63;

  /** No event lies further ahead of its received time. */
  private static final Duration AHEAD_MAX = Duration.ofHours(24);

  private final RetentionPlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;
  private final BreakdownSql groups;

  RetentionSql(RetentionPlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
    this.groups = new BreakdownSql(plan.question().groupBy(), predicates);
  }

  /**
   * Persons by cohort, group and bracket. Columns: cohort, group key, place of the bracket (1 is
   * the first; 0 stands for the whole cohort), persons. With {@link ReturnRule#ON_OR_AFTER} each
   * person is in the last bracket that it reaches alone.
   *
   * @param told tells only these groups apart; all when empty
   * @param rowsMax more rows are cut off
   */
  SqlStatement counts(Optional<Segment> segment, Optional<List<GroupKey>> told, long rowsMax) {
    SqlFragment group = told.map(keys -> groups.told(sql("entry.3"), keys)).orElse(sql("entry.3"));
    SqlFragment rest = sql("GROUP BY cohort, g, place\nLIMIT ").then(SqlParameter.whole(rowsMax));
    if (isCalendar() && plan.periods().buckets().size() <= BITS) {
      return alike(segment, group, rest);
    }
    return statement(
        segment,
        sql("SELECT entry.1 AS cohort, ").then(group).then(" AS g, place, toInt64(count())"),
        sql("ARRAY JOIN arrayPushFront(").then(reached(offsets())).then(", 0) AS place\n"),
        SqlFragment.empty(),
        rest);
  }

  /** Bit i of {@code reached}: was back i periods after the cohort's; bit 0 within it, later. */
  private SqlStatement alike(Optional<Segment> segment, SqlFragment group, SqlFragment rest) {
    SqlFragment bit = sql("bitShiftLeft(toInt64(1), greatest(period, 0))");
    SqlFragment returns =
        sql("groupBitOrIf(")
            .then(bit)
            .then(", last_return > 0 AND period >= 0) AS returned,\n  groupBitOrIf(")
            .then(bit)
            .then(", last_return > ")
            .then(firstStart())
            .then(" AND period >= 0) AS again");
    return persons(
        segment,
        sql("SELECT cohort, g, place, toInt64(sum(persons))\nFROM (\nSELECT entry.1 AS cohort, ")
            .then(group)
            .then(
                " AS g,\n  bitOr(bitShiftLeft(bitShiftRight(returned, greatest(cohort, 0) + 1), 1),"
                    + " bitAnd(bitShiftRight(again, greatest(cohort, 0)), 1)) AS reached, count() AS persons"),
        returns,
        SqlFragment.empty(),
        sql("\nGROUP BY cohort, g, reached\n)\nARRAY JOIN arrayPushFront(")
            .then(reached(sql("bitPositionsToArray(reached)")))
            .then(", 0) AS place\n")
            .then(rest));
  }

  /** The largest groups, and one more if there is. Columns: group key. */
  SqlStatement ranking(Optional<Segment> segment) {
    return statement(
        segment,
        sql("SELECT entry.3 AS g, count() AS persons"),
        SqlFragment.empty(),
        SqlFragment.empty(),
        sql("GROUP BY g\nORDER BY persons DESC, g ASC\nLIMIT ")
            .then(SqlParameter.whole(plan.question().top() + 1L)));
  }

  /** The persons of a cell: as many as it counts. Columns: number of the person. */
  SqlStatement people(RetentionCell cell) {
    SqlFragment conditions = sql(" AND entry.1 = ").then(SqlParameter.whole(cell.cohort()));
    if (cell.group().isPresent()) {
      RetentionCell.Group group = cell.group().get();
      conditions =
          conditions
              .then(group.other() ? " AND NOT " : " AND ")
              .then(groups.isAmong(sql("entry.3"), group.keys()));
    }
    if (cell.reached().isPresent()) {
      RetentionCell.Reached wanted = cell.reached().get();
      conditions =
          conditions
              .then(wanted.returned() ? "\n  AND arrayExists(" : "\n  AND NOT arrayExists(")
              .then(
                  plan.question().returned() == ReturnRule.ON
                      ? "place -> place = "
                      : "place -> place >= ")
              .then(SqlParameter.whole(wanted.bracket() + 1L))
              .then(", ")
              .then(reached(offsets()))
              .then(")");
    }
    return statement(
        plan.segments().get(cell.segment()),
        sql("SELECT uid"),
        SqlFragment.empty(),
        conditions,
        sql("ORDER BY uid"));
  }

  /** {@code entry}: cohort, time of the start, group key, where its periods begin. */
  private SqlStatement statement(
      Optional<Segment> segment,
      SqlFragment select,
      SqlFragment join,
      SqlFragment conditions,
      SqlFragment rest) {
    SqlFragment returns =
        isCalendar()
            ? sql("groupArrayIf((period, last_return), last_return > 0) AS returned")
            : sql("arrayFlatten(groupArray(returns)) AS returned");
    return persons(segment, select, returns, join, conditions.then("\n").then(rest));
  }

  /** Each person's entries, beside what is said of its returns. */
  private SqlStatement persons(
      Optional<Segment> segment,
      SqlFragment select,
      SqlFragment returns,
      SqlFragment join,
      SqlFragment rest) {
    boolean first = plan.question().starts() == StartRule.FIRST_EVER;
    SqlFragment persons =
        sql("\nFROM (\nSELECT uid, groupArrayIf((period, ")
            .then(firstStart())
            .then(plan.isGrouped() ? ", first_start.2, " : ", '', ")
            .then(beginning())
            .then("), ")
            .then(firstStart())
            .then(" > 0) AS entries,\n  ")
            .then(returns)
            .then(first ? ",\n  minIf(first_ever, first_ever > 0) AS ever" : "");
    return selection()
        .statement(
            select.then(persons),
            columns(segment),
            sql("GROUP BY uid, period"),
            sql("GROUP BY uid\n)\nARRAY JOIN entries AS entry\n")
                .then(join)
                .then("WHERE entry.1 >= 0")
                .then(first ? " AND entry.2 = ever" : "")
                .then(rest));
  }

  /** Milliseconds; a pair with the group's key is dearer, so that there is one for groups alone. */
  private SqlFragment firstStart() {
    return plan.isGrouped() ? sql("first_start.1") : sql("first_start");
  }

  /** Where a start's period 0 begins, in milliseconds. */
  private SqlFragment beginning() {
    return switch (plan.question().dayMode()) {
      case CALENDAR, ROLLING_24H -> firstStart();
      case ROLLING_24H_HOUR_FLOOR -> {
        ClockOffsets offsets = ClockOffsets.of(plan.range());
        SqlFragment offset =
            sql("transform(roundDown(")
                .then(firstStart())
                .then(", ")
                .then(SqlParameter.wholes(offsets.from()))
                .then("), ")
                .then(SqlParameter.wholes(offsets.from()))
                .then(", ")
                .then(SqlParameter.wholes(offsets.milliseconds()))
                .then(")");
        yield firstStart()
            .then(" - positiveModulo(")
            .then(firstStart())
            .then(" + ")
            .then(offset)
            .then(", 3600000)");
      }
    };
  }

  private SqlFragment columns(Optional<Segment> segment) {
    SqlFragment returns =
        isCalendar()
            ? sql("maxIf(ms, is_return) AS last_return")
            : sql("groupUniqArrayIf(ms, is_return) AS returns");
    SqlFragment ever =
        plan.question().starts() == StartRule.FIRST_EVER
            ? sql(",\n  minIf(ms, is_start) AS first_ever")
            : SqlFragment.empty();
    SqlFragment entering =
        segment
            .flatMap(Segment::where)
            .map(where -> sql("is_start AND ").then(predicates.of(where)))
            .orElse(sql("is_start"));
    return sql("uid, ")
        .then(period())
        .then(" AS period,\n  minIf(")
        .then(plan.isGrouped() ? sql("(ms, ").then(groups.key()).then(")") : sql("ms"))
        .then(", ")
        .then(entering)
        .then(") AS first_start,\n  ")
        .then(returns)
        .then(ever);
  }

  /** Index of the event's period; -1 before the range. */
  private SqlFragment period() {
    List<Long> bounds = new ArrayList<>();
    List<Long> indexes = new ArrayList<>();
    bounds.add(0L);
    indexes.add(-1L);
    new TreeMap<>(plan.periods().places())
        .forEach((start, place) -> {
          bounds.add(start);
          indexes.add((long) place);
        });
    return sql("toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, ")
        .then(SqlParameter.wholes(bounds))
        .then("), ")
        .then(SqlParameter.wholes(bounds))
        .then(", ")
        .then(SqlParameter.wholes(indexes))
        .then("))");
  }

  /** How many periods after the entry the person was back, as a list. */
  private SqlFragment offsets() {
    return isCalendar()
        ? sql("arrayMap(r -> r.1 - entry.1, arrayFilter(r -> r.2 > entry.2, returned))")
        : sql("arrayMap(r -> intDiv(r - entry.4, ")
            .then(SqlParameter.whole(plan.rollingPeriod().toMillis()))
            .then("), arrayFilter(r -> r > entry.2, returned))");
  }

  /** Places of the brackets that are reached by returns after so many periods. */
  private SqlFragment reached(SqlFragment offsets) {
    return switch (plan.question().returned()) {
      case ON ->
          sql("arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> ")
              .then(SqlParameter.wholes(places()))
              .then("[period + 1], ")
              .then(offsets)
              .then(")))");
      case ON_OR_AFTER ->
          sql("arraySlice(arrayReverseSort(arrayMap(period -> least(period, ")
              .then(SqlParameter.whole(plan.lastPeriod()))
              .then(") + 1, ")
              .then(offsets)
              .then(")), 1, 1)");
    };
  }

  /** For each period the place of its bracket, from 1; 0 between brackets. */
  private List<Long> places() {
    List<Long> places = new ArrayList<>();
    for (int period = 0; period <= plan.lastPeriod(); period++) {
      long place = 0;
      for (int i = 0; i < plan.brackets().size(); i++) {
        if (plan.brackets().get(i).from() <= period && period <= plan.brackets().get(i).to()) {
          place = i + 1L;
        }
      }
      places.add(place);
    }
    return places;
  }

  private ProjectRows.EventSelection selection() {
    Instant start =
        switch (plan.question().starts()) {
          case EVERY_PERIOD -> plan.range().start();
          case FIRST_EVER -> Instant.EPOCH;
        };
    Instant newest = watermark.receivedUntil().plus(AHEAD_MAX).plusMillis(1);
    Instant end =
        plan.question().returned() == ReturnRule.ON && plan.lastEnd().isBefore(newest)
            ? plan.lastEnd()
            : newest;
    ProjectRows.EventSelection selection = rows.tracked(start, end, watermark);
    groups.join(selection);
    SqlFragment isStart =
        matches(plan.question().startEvent())
            .then(" AND ts < fromUnixTimestamp64Milli(")
            .then(SqlParameter.milliseconds(plan.range().end()))
            .then(", 'UTC')");
    return selection.and(
        sql("(((")
            .then(isStart)
            .then(") AS is_start)\n    OR ((")
            .then(matches(plan.question().returnEvent()))
            .then(") AS is_return))"));
  }

  private SqlFragment matches(SelectedEvent selected) {
    List<SqlFragment> conditions = new ArrayList<>();
    selected
        .event()
        .ifPresent(event -> conditions.add(sql("event = ").then(SqlParameter.text(event))));
    selected.where().map(predicates::of).ifPresent(conditions::add);
    return conditions.isEmpty() ? sql("true") : SqlFragment.joined(conditions, " AND ");
  }

  private boolean isCalendar() {
    return plan.question().dayMode() == DayMode.CALENDAR;
  }
}
