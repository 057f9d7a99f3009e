package dev.riffle.query.segmentation;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Nth;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Series;
import dev.riffle.query.segmentation.SegmentationPlan.LinePlan;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import dev.riffle.query.time.WindowAxis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a segmentation. Pure: the same plan gives the same text, whatever the values.
 */
final class SegmentationSql {
  private final SegmentationPlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;
  private final BreakdownSql groups;
  private final Optional<WindowAxis> window;

  SegmentationSql(SegmentationPlan plan, Watermark watermark) {
    this(plan, watermark, Optional.empty());
  }

  private SegmentationSql(SegmentationPlan plan, Watermark watermark, Optional<WindowAxis> window) {
    this.plan = plan;
    this.window = window;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
    this.groups = new BreakdownSql(plan.question().groupBy(), predicates);
  }

  /**
   * The same statements for points that cover more than their buckets: the bucket's place stands
   * for its start, and what they say over all time means nothing.
   */
  SegmentationSql windowed() {
    return new SegmentationSql(plan, watermark, plan.window());
  }

  /**
   * Counts by bucket and group, by bucket, by group and over all. Columns: is over all time, start
   * of the bucket, is over all groups, group key, uniques, totals, active, then one for each
   * measure of a property.
   *
   * @param top tells only these groups apart; all when empty
   * @param rowsMax more rows are cut off
   */
  SqlStatement line(LinePlan line, Optional<List<GroupKey>> top, long rowsMax) {
    SqlFragment bucket = sql("grouping(k), ").then(bucket()).then(" AS k, ");
    SqlFragment group =
        plan.isGrouped()
            ? sql("grouping(g), ")
                .then(top.map(told -> groups.told(groups.key(), told)).orElseGet(groups::key))
                .then(" AS g, ")
            : sql("toUInt8(1), '', ");
    return selection(line)
        .statement(
            bucket.then(group).then(counts(line)),
            sql(plan.isGrouped() ? "GROUP BY CUBE(k, g)" : "GROUP BY ROLLUP(k)")
                .then("\nLIMIT ")
                .then(SqlParameter.whole(rowsMax)));
  }

  /**
   * The measures that look at persons one by one, in the same rows as {@link #line}. Columns: is
   * over all time, start of the bucket, is over all groups, group key, the measures' numbers.
   */
  SqlStatement personLine(LinePlan line, Optional<List<GroupKey>> top, long rowsMax) {
    SqlFragment bucket = sql("grouping(k) AS all_time, ").then(bucket()).then(" AS k, ");
    SqlFragment group =
        plan.isGrouped()
            ? sql("grouping(g) AS all_groups, ")
                .then(top.map(told -> groups.told(groups.key(), told)).orElseGet(groups::key))
                .then(" AS g, ")
            : sql("toUInt8(1) AS all_groups, '' AS g, ");
    List<SqlFragment> numbers = new ArrayList<>();
    List<Measure> measures = plan.personMeasures();
    for (int i = 0; i < measures.size(); i++) {
      numbers.addAll(MeasureSql.overPersons(measures.get(i), i));
    }
    return persons(line)
        .statement(
            sql("SELECT all_time, k, all_groups, g, ").then(SqlFragment.joined(numbers, ", ")),
            bucket.then(group).then(person()),
            sql(
                plan.isGrouped()
                    ? "GROUP BY GROUPING SETS ((k, g, uid), (k, uid), (g, uid), (uid))"
                    : "GROUP BY GROUPING SETS ((k, uid), (uid))"),
            sql("GROUP BY all_time, k, all_groups, g\nLIMIT ").then(SqlParameter.whole(rowsMax)));
  }

  /**
   * Over the whole range and all groups. Columns: for each measure that is a mean over persons, the
   * persons, the sum, the sum of the squares, the least and the greatest of their values.
   */
  SqlStatement means(LinePlan line) {
    List<SqlFragment> sums = new ArrayList<>();
    for (Measure measure : plan.meanMeasures()) {
      sums.addAll(MeasureSql.sums(measure, plan.personMeasures().indexOf(measure)));
    }
    return persons(line)
        .statement(
            sql("SELECT ").then(SqlFragment.joined(sums, ", ")),
            person(),
            sql("GROUP BY uid"),
            SqlFragment.empty());
  }

  /** The best groups over the whole range, and one more if there is. Columns: group key. */
  SqlStatement ranking(LinePlan line) {
    Measure first = plan.question().measures().getFirst();
    SqlFragment measure =
        switch (first) {
          case Measure.Count.UNIQUES -> sql("uniques");
          case Measure.Count.TOTALS -> sql("totals");
          case Measure.Count.AVERAGE -> sql("totals / uniques");
          case Measure.Count.ACTIVE_PERCENT -> sql("uniques / active");
          case Measure.OfProperty _ -> sql("m0");
          case Measure.Frequency _ -> sql("count()");
          case Measure.TotalsPerUser _, Measure.PropertyPerUser _ ->
              MeasureSql.overPersons(first, 0).getFirst();
        };
    SqlFragment order =
        sql("ORDER BY ")
            .then(measure)
            .then(" DESC, g ASC\nLIMIT ")
            .then(SqlParameter.whole(plan.question().top() + 1L));
    if (SegmentationPlan.isOverPersons(first)) {
      return persons(line)
          .statement(
              sql("SELECT g"),
              groups.key().then(" AS g, ").then(person()),
              sql("GROUP BY g, uid"),
              sql("GROUP BY g\n").then(order));
    }
    SqlFragment columns = groups.key().then(" AS g, ").then(counts(line));
    return selection(line).statement(columns, sql("GROUP BY g\nHAVING totals > 0\n").then(order));
  }

  /**
   * How many persons are in which of the named segments. Columns: a number whose bit i says
   * membership of segment i, persons.
   */
  SqlStatement sizes() {
    List<SqlFragment> bits = new ArrayList<>();
    List<Segment> segments = plan.question().segments();
    for (int i = 0; i < segments.size(); i++) {
      bits.add(
          sql("bitShiftLeft(toUInt16(")
              .then(segments.get(i).where().map(predicates::of).orElse(sql("true")))
              .then("), ")
              .then(SqlParameter.whole(i))
              .then(")"));
    }
    return rows.tracked(plan.range().start(), plan.range().end(), watermark)
        .statement(
            "SELECT mask, count()",
            sql("uid, groupBitOr(").then(SqlFragment.joined(bits, " + ")).then(") AS mask"),
            sql("GROUP BY uid"),
            sql("GROUP BY mask"));
  }

  /** Only the line's own events, whatever else is asked. */
  private ProjectRows.EventSelection persons(LinePlan line) {
    ProjectRows.EventSelection selection = selection(line);
    return plan.needsActive() ? selection.and(matches(line)) : selection;
  }

  /** One person's columns: how often, and its values of the measures. */
  private SqlFragment person() {
    List<SqlFragment> columns = new ArrayList<>();
    columns.add(sql("uid, count() AS times"));
    List<Measure> measures = plan.personMeasures();
    for (int i = 0; i < measures.size(); i++) {
      if (measures.get(i) instanceof Measure.PropertyPerUser measure) {
        columns.add(MeasureSql.ofPerson(measure.each(), i).then(SqlFragment.numbered(" AS v", i)));
      }
    }
    return SqlFragment.joined(columns, ", ");
  }

  private SqlFragment bucket() {
    return window.map(this::windows).orElseGet(() -> start(plan.axis()));
  }

  private static SqlFragment start(TimeAxis axis) {
    return sql("roundDown(toUnixTimestamp64Milli(ts), ")
        .then(SqlParameter.wholes(axis.starts()))
        .then(")");
  }

  /** The points that cover the event's bucket: from its own place on, as many as the width. */
  private SqlFragment windows(WindowAxis covered) {
    long points = plan.axis().buckets().size();
    return sql("arrayJoin(range(greatest(transform(")
        .then(start(covered.axis()))
        .then(", ")
        .then(SqlParameter.wholes(covered.axis().starts()))
        .then(", ")
        .then(SqlParameter.wholes(covered.axis().placesOfStarts()))
        .then(", 0) - ")
        .then(SqlParameter.whole(covered.before()))
        .then(" AS place, 0), least(place + ")
        .then(SqlParameter.whole(covered.width().map(Integer::longValue).orElse(points)))
        .then(", ")
        .then(SqlParameter.whole(points))
        .then(")))");
  }

  /** The persons behind a count. Columns: uid. */
  SqlStatement people(SegmentationCell cell) {
    TimeAxis.Stretch stretch = cell.bucket().map(this::covered).orElseGet(this::range);
    ProjectRows.EventSelection people =
        selection(cell.segment(), cell.line(), stretch.start(), stretch.end());
    cell.groups()
        .ifPresent(keys ->
            people.and(sql(cell.others() ? "NOT " : "").then(groups.isAmong(groups.key(), keys))));
    return people.statement(sql("DISTINCT uid"), sql("ORDER BY uid"));
  }

  private TimeAxis.Stretch range() {
    return new TimeAxis.Stretch(plan.range().from(), plan.range().start(), plan.range().end());
  }

  /** What the point of the bucket with this start covers. */
  private TimeAxis.Stretch covered(Instant start) {
    int place = plan.axis().starts().indexOf(start.toEpochMilli());
    TimeAxis.Stretch own = plan.axis().buckets().get(place);
    return plan.window()
        .map(wide -> new TimeAxis.Stretch(own.date(), wide.startOf(place), own.end()))
        .orElse(own);
  }

  private ProjectRows.EventSelection selection(LinePlan line) {
    return selection(
        line.segment(),
        plan.needsActive() ? Optional.empty() : Optional.of(line),
        window.flatMap(WindowAxis::start).orElse(plan.range().start()),
        plan.range().end());
  }

  /** Rows of a segment, all of them or only those of a line. */
  private ProjectRows.EventSelection selection(
      Optional<Segment> segment, Optional<LinePlan> only, Instant start, Instant end) {
    ProjectRows.EventSelection selection = rows.tracked(start, end, watermark);
    groups.join(selection);
    only.map(this::matches).ifPresent(selection::and);
    segment.flatMap(Segment::where).map(predicates::of).ifPresent(selection::and);
    return selection;
  }

  /** The event is counted, apart from its segment. */
  private SqlFragment matches(LinePlan line) {
    List<SqlFragment> conditions = new ArrayList<>();
    conditions.add(named(line.series()));
    line.series().nth().map(nth -> isNth(line.series(), nth)).ifPresent(conditions::add);
    plan.question().where().map(predicates::of).ifPresent(conditions::add);
    return SqlFragment.joined(conditions, " AND ");
  }

  private SqlFragment named(Series series) {
    SqlFragment name = sql("event = ").then(SqlParameter.text(series.event()));
    return series.where().map(where -> name.then(" AND ").then(predicates.of(where))).orElse(name);
  }

  /** Among the person's events of the series, whatever else the question asks. */
  private SqlFragment isNth(Series series, Nth nth) {
    Instant since =
        switch (nth.since()) {
          case EVER -> Instant.EPOCH;
          case RANGE -> plan.range().start();
        };
    return sql("(uid, ts, _source, _offset) IN ")
        .then(
            rows.tracked(since, plan.range().end(), watermark)
                .and(named(series))
                .subquery(
                    sql("uid, ts, _source, _offset"),
                    sql("ORDER BY uid, ts, _source, _offset LIMIT 1 OFFSET ")
                        .then(SqlParameter.whole(nth.number() - 1L))
                        .then(" BY uid")));
  }

  private SqlFragment counts(LinePlan line) {
    List<SqlFragment> columns = new ArrayList<>();
    columns.add(
        plan.needsActive()
            ? sql("groupBitmapIf(uid, matches) AS uniques, countIf(")
                .then(matches(line))
                .then(" AS matches) AS totals, groupBitmap(uid) AS active")
            : sql("groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active"));
    SqlFragment counted = plan.needsActive() ? sql(" AND matches") : SqlFragment.empty();
    List<Measure.OfProperty> measures = plan.eventMeasures();
    for (int i = 0; i < measures.size(); i++) {
      columns.add(
          MeasureSql.ofEvents(measures.get(i), i, counted).then(SqlFragment.numbered(" AS m", i)));
    }
    return SqlFragment.joined(columns, ", ");
  }
}
