package dev.riffle.query.sql;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Bound;
import dev.riffle.query.question.Count;
import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.question.Window;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.SegmentTime;
import dev.riffle.query.time.SegmentTime.Span;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clauses as conditions on aggregates of one person's records: {@link #holds} gives the condition,
 * and notes the aggregates that it names {@code m0}, {@code m1}, ...
 */
final class PopulationClauses {
  private static final SqlFragment MILLIS = sql("toUnixTimestamp64Milli(ts)");

  private final ProjectRows rows;
  private final SegmentTime time;
  private final Watermark watermark;
  private final PredicateSql predicates;
  private final List<SqlFragment> aggregates = new ArrayList<>();

  PopulationClauses(ProjectRows rows, SegmentTime time, Watermark watermark) {
    this.rows = rows;
    this.time = time;
    this.watermark = watermark;
    this.predicates = PredicateSql.withoutSegments(rows);
  }

  List<SqlFragment> aggregates() {
    return List.copyOf(aggregates);
  }

  SqlFragment holds(Population population) {
    return switch (population) {
      case Population.All(List<Population> all) ->
          SqlFragment.joined(all.stream().map(this::holds).toList(), " AND ").bracketed();
      case Population.Any(List<Population> any) ->
          SqlFragment.joined(any.stream().map(this::holds).toList(), " OR ").bracketed();
      case Population.Not(Population not) -> sql("NOT ").then(holds(not));
      case Population.HasProperty property -> property(property);
      case Population.Did did -> did(did);
      case Population.DidNot(EventCondition event, Optional<Window> window) ->
          times(event, window).then(" = 0").bracketed();
      case Population.Only only -> only(only);
      case Population.Ratio ratio -> ratio(ratio);
      case Population.Sequence sequence ->
          new SequenceSql(this).holds(sequence, time.span(sequence.window()));
      case Population.FirstTime first -> firstTime(first);
      case Population.Regularly regularly -> regularly(regularly);
      case Population.Stopped stopped -> stopped(stopped);
      case Population.Resumed resumed -> resumed(resumed);
      case Population.Changed changed -> changed(changed);
      case Population.Rfm rfm -> new RfmSql(rows, this, time, watermark).holds(rfm);
      case Population.InSegment(String id) -> holds(rows.segments().find(id).orElseThrow());
      case Population.Users(List<String> users, List<String> devices) ->
          sql("uid IN ").then(rows.personsOf(users, devices)).bracketed();
    };
  }

  /** Notes an aggregate, and gives the name it has. */
  SqlFragment aggregate(SqlFragment aggregate) {
    aggregates.add(aggregate);
    return SqlFragment.numbered("m", aggregates.size() - 1);
  }

  /** The row is such an event within the span. */
  SqlFragment isEvent(EventCondition event, Span span) {
    SqlFragment condition = sql("kind = 'track'");
    if (!event.isAny()) {
      condition = condition.then(" AND event = ").then(SqlParameter.text(event.event()));
    }
    if (span.start().isPresent()) {
      condition = condition.then(" AND ts >= ").then(instant(span.start().get()));
    }
    if (span.end().isBefore(time.end())) {
      condition = condition.then(" AND ts < ").then(instant(span.end()));
    }
    return event.where().isPresent()
        ? condition.then(" AND ").then(predicates.of(event.where().get()))
        : condition;
  }

  /** All that is seen. */
  Span always() {
    return time.span(Optional.empty());
  }

  private SqlFragment property(Population.HasProperty property) {
    SqlFragment condition = predicates.of(property.compare());
    return switch (property.time()) {
      case CURRENT -> condition.bracketed();
      case EVER -> aggregate(countIf(condition)).then(" > 0").bracketed();
      case AS_OF ->
          aggregate(
                  sql("argMaxIf(")
                      .then(condition)
                      .then(", (ts, _source, _offset), ts <= ")
                      .then(instant(property.asOf().orElse(time.at())))
                      .then(")"))
              .then(" = 1")
              .bracketed();
    };
  }

  private SqlFragment did(Population.Did did) {
    SqlFragment done = times(did.event(), did.window());
    SqlFragment count = counted(did, done);
    SqlFragment holds = done.then(" > 0");
    for (Bound bound : did.bounds()) {
      holds = holds.then(" AND ").then(count).then(within(bound));
    }
    return holds.bracketed();
  }

  private SqlFragment counted(Population.Did did, SqlFragment done) {
    Count count = did.count();
    Span span = time.span(did.window());
    SqlFragment event = isEvent(did.event(), span);
    return switch (count.kind()) {
      case EVENTS -> done;
      case DAYS ->
          aggregate(
              sql("uniqExactIf(roundDown(")
                  .then(MILLIS)
                  .then(", ")
                  .then(SqlParameter.wholes(days(span)))
                  .then("), ")
                  .then(event)
                  .then(")"));
      case SUM ->
          aggregate(
              sql("sumIf(")
                  .then(new PropertySql(count.reference()).number())
                  .then(", ")
                  .then(event)
                  .then(")"));
      case DISTINCT -> {
        SqlFragment stored = new PropertySql(count.reference()).stored();
        yield aggregate(
            sql("uniqExactIf(")
                .then(stored)
                .then(", ")
                .then(event)
                .then(" AND ")
                .then(stored)
                .then(" != '')"));
      }
    };
  }

  /** How many times the event was done in the window. */
  private SqlFragment times(EventCondition event, Optional<Window> window) {
    SqlFragment is = isEvent(event, time.span(window));
    if (window.orElse(null) instanceof Window.WithinFirst(var length)) {
      return sql("arrayCount(at -> at <= ")
          .then(firstSeen())
          .then(" + ")
          .then(SqlParameter.whole(length.millis()))
          .then(", ")
          .then(aggregate(sql("groupArrayIf(").then(MILLIS).then(", ").then(is).then(")")))
          .then(")");
    }
    return aggregate(countIf(is));
  }

  private SqlFragment only(Population.Only only) {
    Span span = time.span(only.window());
    EventCondition each = new EventCondition(only.event().event(), Optional.empty());
    SqlFragment all = aggregate(countIf(isEvent(each, span)));
    SqlFragment such = aggregate(countIf(isEvent(only.event(), span)));
    return all.then(" > 0 AND ").then(all).then(" = ").then(such).bracketed();
  }

  private SqlFragment ratio(Population.Ratio ratio) {
    SqlFragment of = times(ratio.of(), ratio.window());
    SqlFragment to = times(ratio.to(), ratio.window());
    SqlFragment holds = to.then(" > 0");
    for (Bound bound : ratio.bounds()) {
      holds = holds.then(" AND ").then(of).then(" / ").then(to).then(within(bound));
    }
    return holds.bracketed();
  }

  private SqlFragment firstTime(Population.FirstTime first) {
    SqlFragment is = isEvent(first.event(), always());
    SqlFragment done = aggregate(countIf(is));
    SqlFragment at = aggregate(sql("minIf(").then(MILLIS).then(", ").then(is).then(")"));
    SqlFragment holds = done.then(" > 0 AND ").then(at);
    if (first.window() instanceof Window.WithinFirst(var length)) {
      return holds
          .then(" <= ")
          .then(firstSeen())
          .then(" + ")
          .then(SqlParameter.whole(length.millis()))
          .bracketed();
    }
    return in(time.span(Optional.of(first.window())), holds, at).bracketed();
  }

  private SqlFragment regularly(Population.Regularly regularly) {
    long period = regularly.period().millis();
    SqlFragment is = isEvent(regularly.event(), time.span(regularly.period(), regularly.ofLast()));
    SqlFragment times =
        aggregate(
            sql("sumMapIf(map(intDiv(")
                .then(SqlParameter.milliseconds(time.at()))
                .then(" - ")
                .then(MILLIS)
                .then(", ")
                .then(SqlParameter.whole(period))
                .then("), toUInt64(1)), ")
                .then(is)
                .then(")"));
    return sql("arrayCount(times -> times >= ")
        .then(SqlParameter.whole(regularly.times()))
        .then(", mapValues(")
        .then(times)
        .then(")) >= ")
        .then(SqlParameter.whole(regularly.inPeriods()))
        .bracketed();
  }

  private SqlFragment stopped(Population.Stopped stopped) {
    Span span = time.span(Optional.of(stopped.window()));
    Span before = new Span(Optional.empty(), span.start().orElseThrow());
    return aggregate(countIf(isEvent(stopped.event(), before)))
        .then(" > 0 AND ")
        .then(aggregate(countIf(isEvent(stopped.event(), span))))
        .then(" = 0")
        .bracketed();
  }

  private SqlFragment resumed(Population.Resumed resumed) {
    SqlFragment all =
        aggregate(
            sql("arraySort(groupArrayIf(")
                .then(MILLIS)
                .then(", ")
                .then(isEvent(resumed.event(), always()))
                .then("))"));
    SqlFragment exists =
        sql("arrayExists((at, gap) -> gap > ").then(SqlParameter.whole(resumed.after().millis()));
    return in(time.span(resumed.window()), exists, sql("at"))
        .then(", ")
        .then(all)
        .then(", arrayDifference(")
        .then(all)
        .then("))")
        .bracketed();
  }

  /**
   * Each record beside the one before it: time, source, offset, was one of from, is one of to,
   * value.
   */
  private SqlFragment changed(Population.Changed changed) {
    SqlFragment value =
        new PropertySql(
                new PropertyReference(changed.property(), PropertyOf.USER, PropertyMode.AT_EVENT))
            .stored();
    SqlFragment records =
        aggregate(
            sql("arraySort(groupArray((")
                .then(MILLIS)
                .then(", _source, _offset, toUInt8(")
                .then(oneOf(changed.from()))
                .then("), toUInt8(")
                .then(oneOf(changed.to()))
                .then("), CAST(")
                .then(value)
                .then(", 'String'))))"));
    boolean none =
        changed.from().isEmpty()
            || changed.from().get().values().contains(new PropertyValue.Null());
    SqlFragment exists =
        sql(
            "arrayExists((record, before) -> record.6 != before.6 AND before.4 = 1 AND record.5 = 1");
    return in(time.span(changed.window()), exists, sql("record.1"))
        .then(", ")
        .then(records)
        .then(", arrayPushFront(arrayPopBack(")
        .then(records)
        .then("), (toInt64(0), toUInt32(0), toInt64(0), toUInt8(")
        .then(SqlParameter.whole(none ? 1 : 0))
        .then("), toUInt8(0), '')))")
        .bracketed();
  }

  private SqlFragment oneOf(Optional<Predicate.Compare> values) {
    return values.map(predicates::of).orElse(sql("true"));
  }

  /** The condition, and a time in milliseconds lies in the span. */
  private static SqlFragment in(Span span, SqlFragment condition, SqlFragment millis) {
    SqlFragment until =
        condition
            .then(" AND ")
            .then(millis)
            .then(" < ")
            .then(SqlParameter.milliseconds(span.end()));
    return span.start().isEmpty()
        ? until
        : until
            .then(" AND ")
            .then(millis)
            .then(" >= ")
            .then(SqlParameter.milliseconds(span.start().get()));
  }

  private SqlFragment firstSeen() {
    return aggregate(sql("min(").then(MILLIS).then(")"));
  }

  private List<Long> days(Span span) {
    LocalRange range =
        new LocalRange(
            span.start().orElseThrow().atZone(time.zone()).toLocalDate(),
            span.end().minusMillis(1).atZone(time.zone()).toLocalDate(),
            time.zone(),
            span.start().orElseThrow(),
            span.end());
    return TimeAxis.of(range, Interval.DAY, time.weekStart())
        .orElseThrow(
            () -> new IllegalStateException("a window's length is limited where it is read"))
        .starts();
  }

  private static SqlFragment countIf(SqlFragment condition) {
    return sql("countIf(").then(condition).then(")");
  }

  private static SqlFragment within(Bound bound) {
    SqlFragment comparison =
        switch (bound.comparison()) {
          case AT_LEAST -> sql(" >= ");
          case MORE_THAN -> sql(" > ");
          case AT_MOST -> sql(" <= ");
          case LESS_THAN -> sql(" < ");
          case EXACTLY -> sql(" = ");
        };
    return comparison.then(SqlParameter.number(bound.number()));
  }

  private static SqlFragment instant(Instant instant) {
    return sql("fromUnixTimestamp64Milli(")
        .then(SqlParameter.milliseconds(instant))
        .then(", 'UTC')");
  }
}
