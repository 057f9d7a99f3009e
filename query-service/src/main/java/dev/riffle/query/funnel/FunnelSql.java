package dev.riffle.query.funnel;

import static dev.riffle.query.sql.SqlFragment.numbered;
import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Exclusion;
import dev.riffle.query.question.FunnelBreakdown;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.StepOrder;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.PropertySql;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The statements of a funnel. Pure: the same plan gives the same text, whatever the values. */
final class FunnelSql {
  /** Stands for paths that did not reach the step of the attribution. */
  static final String NOT_REACHED = "\u0001unreached";

  private final FunnelPlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;
  private final BreakdownSql groups;
  private final FunnelPaths paths;

  FunnelSql(FunnelPlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
    this.groups =
        new BreakdownSql(
            plan.question().breakdown().stream().map(FunnelBreakdown::by).toList(), predicates);
    this.paths = new FunnelPaths(plan);
  }

  /**
   * How many paths went how far. Columns: start of the bucket in which they began, group, steps,
   * paths.
   *
   * @param told tells only these groups apart; all when empty
   * @param rowsMax more rows are cut off
   */
  SqlStatement counts(Optional<Segment> segment, Optional<List<String>> told, long rowsMax) {
    if (plan.isPlain()) {
      return plain(
          segment,
          reached ->
              sql("SELECT toInt64(0), '', toInt64(steps), count()\nFROM (\n")
                  .then(reached)
                  .then("\n)\nGROUP BY steps\nLIMIT ")
                  .then(SqlParameter.whole(rowsMax)));
    }
    return general(
        segment,
        counted ->
            sql("SELECT ")
                .then(bucket())
                .then(" AS bucket, ")
                .then(told.map(this::toldGroup).orElseGet(this::group))
                .then(" AS g, toInt64(length(path)) AS steps, count()\nFROM (\n")
                .then(counted)
                .then("\n)\nGROUP BY bucket, g, steps\nLIMIT ")
                .then(SqlParameter.whole(rowsMax)));
  }

  /** The groups with the most paths, those that did not reach the step aside. Columns: group. */
  SqlStatement ranking(Optional<Segment> segment) {
    return general(
        segment,
        counted ->
            sql("SELECT ")
                .then(group())
                .then(" AS g\nFROM (\n")
                .then(counted)
                .then("\n)\nWHERE g != '\\x01unreached'\nGROUP BY g\n")
                .then("ORDER BY count() DESC, g ASC\nLIMIT ")
                .then(SqlParameter.whole(plan.question().top())));
  }

  /**
   * How long steps took, over all and by group. Columns: is over all, group, and for each step from
   * the second the percentiles in ms since the step before, and since the first; NaN when nobody
   * reached it.
   */
  SqlStatement times(Optional<Segment> segment, List<String> told) {
    List<SqlFragment> percentiles =
        plan.question().percentiles().stream()
            .map(percentile -> SqlFragment.parameter(SqlParameter.number(percentile / 100)))
            .toList();
    SqlFragment columns = sql("grouping(g), g");
    for (int step = 2; step <= plan.steps(); step++) {
      for (int since : new int[] {step - 1, 1}) {
        columns =
            columns
                .then(", quantilesExactInclusiveIf(")
                .then(SqlFragment.joined(percentiles, ", "))
                .then(numbered(")(times[", step))
                .then(numbered("] - times[", since))
                .then(numbered("], length(times) >= ", step))
                .then(")");
      }
    }
    SqlFragment selected = columns;
    return general(
        segment,
        counted ->
            sql("SELECT ")
                .then(selected)
                .then("\nFROM (\nSELECT ")
                .then(toldGroup(told))
                .then(" AS g, arrayMap(e -> ")
                .then(paths.time("e"))
                .then(", path) AS times\nFROM (\n")
                .then(counted)
                .then("\n)\n)\nGROUP BY ROLLUP(g)"));
  }

  /** The persons behind a count: those of the very paths that it counts. Columns: uid. */
  SqlStatement people(FunnelCell cell) {
    SqlFragment steps = numbered(cell.dropped() ? "steps = " : "steps >= ", cell.step());
    if (plan.isPlain()) {
      return plain(
          cell.segment(),
          reached ->
              sql("SELECT uid\nFROM (\n")
                  .then(reached)
                  .then("\n)\nWHERE ")
                  .then(steps)
                  .then("\nORDER BY uid"));
    }
    SqlFragment conditions = steps;
    if (cell.bucketStart().isPresent()) {
      conditions =
          conditions
              .then(" AND bucket = ")
              .then(SqlParameter.milliseconds(cell.bucketStart().get()));
    }
    if (cell.group().isPresent()) {
      conditions = conditions.then(" AND ").then(inGroup(cell.group().get()));
    }
    SqlFragment where = conditions;
    return general(
        cell.segment(),
        counted ->
            sql("SELECT DISTINCT uid\nFROM (\nSELECT uid, length(path) AS steps, ")
                .then(bucket())
                .then(" AS bucket, ")
                .then(group())
                .then(" AS g\nFROM (\n")
                .then(counted)
                .then("\n)\n)\nWHERE ")
                .then(where)
                .then("\nORDER BY uid"));
  }

  private static SqlFragment inGroup(FunnelCell.Group group) {
    return switch (group) {
      case FunnelCell.Group.Value(String stored) -> sql("g = ").then(SqlParameter.text(stored));
      case FunnelCell.Group.Other(List<String> told) ->
          sql("g NOT IN ").then(SqlParameter.texts(told)).then(" AND g != '\\x01unreached'");
      case FunnelCell.Group.NotReached() -> sql("g = '\\x01unreached'");
    };
  }

  /** {@code uid, steps} by the engine's own function. */
  private SqlStatement plain(Optional<Segment> segment, UnaryOperator<SqlFragment> around) {
    List<SqlFragment> conditions = new ArrayList<>();
    for (int i = 0; i < plan.steps(); i++) {
      conditions.add(i == 0 ? begins(segment, meets(0)) : meets(i));
    }
    SqlFragment columns =
        sql("uid, windowFunnel(")
            .then(SqlParameter.whole(plan.question().window().length().toMillis()))
            .then(")(toUInt64(toUnixTimestamp64Milli(ts)), ")
            .then(SqlFragment.joined(conditions, ", "))
            .then(") AS steps");
    return selection()
        .statement(
            columns, reached -> around.apply(reached.then("GROUP BY uid\nHAVING steps > 0")));
  }

  /** {@code uid, path} of every path that counts. */
  private SqlStatement general(Optional<Segment> segment, UnaryOperator<SqlFragment> around) {
    boolean anyOrder = plan.question().order() == StepOrder.ANY;
    List<SqlFragment> bits = new ArrayList<>();
    List<SqlFragment> entries = new ArrayList<>();
    for (int i = 0; i < plan.steps(); i++) {
      boolean entry = i == 0 && !anyOrder;
      bits.add(bit(entry ? begins(segment, meets(i)) : meets(i), i));
      entries.add(meets(i));
    }
    if (anyOrder) {
      bits.add(bit(begins(segment, SqlFragment.joined(entries, " OR ").bracketed()), plan.steps()));
    }
    SqlFragment columns =
        sql("uid, toUnixTimestamp64Milli(ts) AS ms, ")
            .then(SqlFragment.joined(bits, " + "))
            .then(" AS mask, ")
            .then(value())
            .then(" AS value, ")
            .then(ends())
            .then(" AS ends");
    for (int i = 0; i < plan.question().hold().size(); i++) {
      columns =
          columns
              .then(", ")
              .then(new PropertySql(plan.question().hold().get(i).reference()).stored())
              .then(numbered(" AS h", i));
    }
    return selection().statement(columns, events -> around.apply(paths.counted(events)));
  }

  private ProjectRows.EventSelection selection() {
    ProjectRows.EventSelection selection =
        rows.tracked(
            plan.range().start(),
            plan.range().end().plus(plan.question().window().length()),
            watermark);
    if (plan.question().order() != StepOrder.EXACT) {
      List<String> events =
          Stream.concat(
                  plan.question().steps().stream().map(Series::event),
                  plan.question().exclusions().stream().map(Exclusion::event))
              .distinct()
              .toList();
      selection.and(sql("event IN ").then(SqlParameter.texts(events)));
    }
    plan.question().where().map(predicates::of).ifPresent(selection::and);
    plan.question().breakdown().ifPresent(_ -> groups.join(selection));
    return selection;
  }

  private SqlFragment value() {
    return plan.question().breakdown().isEmpty()
        ? sql("''")
        : sql("toString(").then(groups.key()).then(")");
  }

  private SqlFragment meets(int step) {
    Series series = plan.question().steps().get(step);
    return event(series.event(), series.where());
  }

  private SqlFragment event(String name, Optional<dev.riffle.query.question.Predicate> where) {
    SqlFragment event = sql("event = ").then(SqlParameter.text(name));
    return where.map(condition -> event.then(" AND ").then(predicates.of(condition))).orElse(event);
  }

  private SqlFragment begins(Optional<Segment> segment, SqlFragment meets) {
    SqlFragment begins =
        meets
            .then(" AND ts < fromUnixTimestamp64Milli(")
            .then(SqlParameter.milliseconds(plan.range().end()))
            .then(", 'UTC')");
    return segment
        .flatMap(Segment::where)
        .map(where -> begins.then(" AND ").then(predicates.of(where)))
        .orElse(begins);
  }

  /** After how many steps the event ends a path, as bits. */
  private SqlFragment ends() {
    List<SqlFragment> all = new ArrayList<>();
    for (Exclusion exclusion : plan.question().exclusions()) {
      long bits = 0;
      for (int done = 1; done < plan.steps(); done++) {
        bits |= exclusion.appliesAfter(done, plan.steps()) ? 1L << done : 0;
      }
      all.add(
          sql("if(")
              .then(event(exclusion.event(), exclusion.where()))
              .then(", toUInt32(")
              .then(SqlParameter.whole(bits))
              .then("), 0)"));
    }
    SqlFragment ends = sql("toUInt32(0)");
    for (SqlFragment each : all) {
      ends = sql("bitOr(").then(ends).then(", ").then(each).then(")");
    }
    return ends;
  }

  private static SqlFragment bit(SqlFragment condition, int place) {
    return sql("bitShiftLeft(toUInt32(").then(condition).then(numbered("), ", place)).then(")");
  }

  private SqlFragment bucket() {
    return sql("roundDown(")
        .then(paths.time("path[1]"))
        .then(", ")
        .then(SqlParameter.wholes(plan.axis().starts()))
        .then(")");
  }

  private SqlFragment group() {
    if (plan.question().breakdown().isEmpty()) {
      return sql("''");
    }
    FunnelBreakdown by = plan.question().breakdown().get();
    return switch (by.attribution()) {
      case FIRST -> sql("arrayFirst(e -> e.2 != '', path).2");
      case LAST -> sql("arrayLast(e -> e.2 != '', path).2");
      case STEP ->
          numbered("if(length(path) < ", by.step())
              .then(numbered(", '\\x01unreached', path[", by.step()))
              .then("].2)");
    };
  }

  private SqlFragment toldGroup(List<String> told) {
    if (plan.question().breakdown().isEmpty()) {
      return group();
    }
    return sql("if(")
        .then(group())
        .then(" AS own IN ")
        .then(SqlParameter.texts(Stream.concat(told.stream(), Stream.of(NOT_REACHED)).toList()))
        .then(", own, '\\x01other')");
  }
}
