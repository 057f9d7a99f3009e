package dev.riffle.query.revenue;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.SelectedEvent;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.PropertySql;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The statements of a question about revenue. Pure. One scan of all time, because somebody is new
 * at the first event ever: when each new person's life began, how many days of it are over, and
 * what came on each of these.
 */
final class RevenueSql {
  private final RevenuePlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;

  RevenueSql(RevenuePlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
  }

  /**
   * By the last day of life that is over, -1 before any is, and the day of life. Columns: last day
   * over, day, persons (on day 0), persons who paid for the first time, sum of the amounts, by how
   * much the sum of the squares of what each had brought rose, the least and the greatest that
   * anybody had brought after an amount of the day, those of a day from the least to the greatest.
   */
  SqlStatement counts(Optional<Segment> segment) {
    return statement(
        segment,
        persons ->
            sql("SELECT ended, entry.1 AS day, toInt64(sum(entry.2)), toInt64(sum(entry.3)),")
                .then(" sum(entry.4), sum(entry.5), min(entry.6), max(entry.6)\nFROM (\n")
                .then("SELECT ended, arrayFirstIndex(payment -> payment.2 > 0, payments) AS first,")
                .then("\n arrayJoin(arrayPushFront(arrayMap((payment, place, brought) ->")
                .then(" (payment.1, 0, place = first, payment.2,")
                .then(" payment.2 * (2 * brought - payment.2), brought),")
                .then("\n payments, arrayEnumerate(payments),")
                .then(" arrayCumSum(payment -> payment.2, payments)),")
                .then(" (toInt64(0), 1, 0, 0.0, 0.0, 0.0))) AS entry\nFROM (\n")
                .then(persons)
                .then("\n)\n)\nGROUP BY ended, day"));
  }

  /**
   * The persons who were new. Columns: uid.
   *
   * @param day only those whose day is over
   * @param paying only those who had paid by its end
   */
  SqlStatement people(Optional<Segment> segment, OptionalInt day, boolean paying) {
    SqlParameter over = SqlParameter.whole(day.orElse(-1));
    SqlFragment paid =
        paying
            ? sql(" AND arrayExists(payment -> payment.1 <= ")
                .then(over)
                .then(" AND payment.2 > 0, payments)")
            : sql("");
    return statement(
        segment,
        persons ->
            sql("SELECT uid\nFROM (\n")
                .then(persons)
                .then("\n)\nWHERE ended >= ")
                .then(over)
                .then(paid)
                .then("\nORDER BY uid"));
  }

  private SqlStatement statement(Optional<Segment> segment, UnaryOperator<SqlFragment> around) {
    SqlFragment meets =
        segment.flatMap(Segment::where).map(predicates::of).orElseGet(() -> sql("true"));
    SqlFragment amount =
        new PropertySql(
                new PropertyReference(
                    plan.question().property(), PropertyOf.EVENT, PropertyMode.AT_EVENT))
            .numeric();
    return rows.tracked(Instant.EPOCH, plan.end(), watermark)
        .statement(
            sql("uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, toUInt8(")
                .then(meets)
                .then(") AS meets,\n if(")
                .then(brings())
                .then(", ")
                .then(amount)
                .then(", nan) AS amount"),
            events -> around.apply(persons(events)));
  }

  private SqlFragment brings() {
    SelectedEvent event = plan.question().event();
    List<SqlFragment> conditions = new ArrayList<>();
    event.event().ifPresent(name -> conditions.add(sql("event = ").then(SqlParameter.text(name))));
    event.where().map(predicates::of).ifPresent(conditions::add);
    return conditions.isEmpty() ? sql("true") : SqlFragment.joined(conditions, " AND ");
  }

  /**
   * {@code uid, ended, payments}: whoever was new in the range, the last day of life that is over,
   * and day and amount of what came by then.
   */
  private SqlFragment persons(SqlFragment events) {
    SqlParameter start = SqlParameter.whole(plan.range().start().toEpochMilli());
    SqlParameter day = SqlParameter.whole(RevenuePlan.DAY.toMillis());
    return sql("SELECT uid, min(ms) AS born, argMin(meets, (ms, _source, _offset)) AS member,")
        .then("\n toInt64(greatest(-1, least(")
        .then(SqlParameter.whole(plan.question().days()))
        .then(", intDiv(")
        .then(SqlParameter.whole(watermark.receivedUntil().toEpochMilli()))
        .then(" - born, ")
        .then(day)
        .then(") - 1))) AS ended,")
        .then("\n arraySort(arrayFilter(payment -> payment.1 <= ended,")
        .then(" arrayMap(payment -> (intDiv(payment.1 - born, ")
        .then(day)
        .then("), payment.2),\n groupArrayIf((ms, amount), isFinite(amount) AND ms >= ")
        .then(start)
        .then(")))) AS payments\nFROM (\n")
        .then(events)
        .then("\n)\nGROUP BY uid\nHAVING member = 1 AND born >= ")
        .then(start)
        .then(" AND born < ")
        .then(SqlParameter.whole(plan.range().end().toEpochMilli()));
  }
}
