package dev.riffle.query.sql;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.RfmClass;
import dev.riffle.query.time.SegmentTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Recency, frequency and money of everybody with a purchase, and their scores: of n different
 * values the one at place r from the worst scores 5r/n, rounded up. Sums are rounded to a millionth
 * before they are compared, so that the order of adding does not tell equal ones apart.
 */
final class RfmSql {
  private final ProjectRows rows;
  private final PopulationClauses clauses;
  private final SegmentTime time;
  private final Watermark watermark;

  RfmSql(ProjectRows rows, PopulationClauses clauses, SegmentTime time, Watermark watermark) {
    this.rows = rows;
    this.clauses = clauses;
    this.time = time;
    this.watermark = watermark;
  }

  SqlFragment holds(Population.Rfm rfm) {
    List<SqlFragment> conditions = new ArrayList<>();
    if (!rfm.classes().isEmpty()) {
      conditions.add(
          SqlFragment.joined(rfm.classes().stream().map(RfmSql::isClass).toList(), " OR ")
              .bracketed());
    }
    score(conditions, sql("recency"), rfm.recency());
    score(conditions, sql("frequency"), rfm.frequency());
    score(conditions, sql("monetary"), rfm.monetary());
    SqlFragment persons = sql("uid IN (SELECT uid FROM ").then(scored(rfm.purchases()));
    return (conditions.isEmpty()
            ? persons
            : persons.then(" WHERE ").then(SqlFragment.joined(conditions, " AND ")))
        .then(")")
        .bracketed();
  }

  /**
   * A subquery with {@code uid}, {@code days}, {@code times}, {@code amount} and the scores {@code
   * recency}, {@code frequency}, {@code monetary}.
   */
  SqlFragment scored(Population.Purchases purchases) {
    return sql("(SELECT uid, days, times, amount")
        .then(", intDiv(5 * r + max(r) OVER () - 1, max(r) OVER ()) AS recency")
        .then(", intDiv(5 * f + max(f) OVER () - 1, max(f) OVER ()) AS frequency")
        .then(", intDiv(5 * m + max(m) OVER () - 1, max(m) OVER ()) AS monetary\nFROM (")
        .then(
            "SELECT uid, days, times, amount, toInt64(dense_rank() OVER (ORDER BY days DESC)) AS r")
        .then(", toInt64(dense_rank() OVER (ORDER BY times)) AS f")
        .then(", toInt64(dense_rank() OVER (ORDER BY amount)) AS m\nFROM ")
        .then(persons(purchases))
        .then("))");
  }

  private SqlFragment persons(Population.Purchases purchases) {
    SqlFragment amount = new PropertySql(purchases.amount()).numeric();
    SegmentTime.Span span = time.span(purchases.window());
    return sql("(SELECT uid, intDiv(")
        .then(SqlParameter.milliseconds(time.at()))
        .then(" - max(toUnixTimestamp64Milli(ts)), 86400000) AS days, count() AS times")
        .then(", round(sum(")
        .then(amount)
        .then("), 6) AS amount\nFROM ")
        .then(rows.records(span.start(), time.at(), watermark))
        .then("\n  AND ")
        .then(clauses.isEvent(purchases.event(), span))
        .then(" AND NOT isNaN(")
        .then(amount)
        .then(")\nGROUP BY uid)");
  }

  private static SqlFragment isClass(RfmClass each) {
    return sql("(recency BETWEEN ")
        .then(SqlParameter.whole(each.recencyMin()))
        .then(" AND ")
        .then(SqlParameter.whole(each.recencyMax()))
        .then(" AND intDiv(frequency + monetary + 1, 2) BETWEEN ")
        .then(SqlParameter.whole(each.valueMin()))
        .then(" AND ")
        .then(SqlParameter.whole(each.valueMax()))
        .then(")");
  }

  private static void score(List<SqlFragment> conditions, SqlFragment score, List<Integer> wanted) {
    if (!wanted.isEmpty()) {
      conditions.add(
          score
              .then(" IN ")
              .then(SqlParameter.wholes(wanted.stream().map(Integer::longValue).toList())));
    }
  }
}
