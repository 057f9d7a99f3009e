package dev.riffle.query.sql;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Population;
import dev.riffle.query.time.SegmentTime;
import java.util.ArrayList;
import java.util.List;

/** Statements about the members of populations: what {@link ProjectRows} is for questions. */
public final class MemberRows {
  private final ProjectRows rows;
  private final Watermark watermark;

  /** Most populations that {@link #overlaps} compares. */
  public static final int OVERLAPS_MAX = 10;

  public MemberRows(ProjectContext context, Watermark watermark) {
    this.rows = new ProjectRows(context);
    this.watermark = watermark;
  }

  /** How many there are. */
  public SqlStatement size(Population population, SegmentTime time) {
    return sql("SELECT count() FROM ").then(members(population, time)).statement();
  }

  /**
   * A page of members in the order of their numbers: number, kind of id, id; both empty while the
   * person's row is not yet written.
   *
   * @param after only those with a greater number
   */
  public SqlStatement page(Population population, SegmentTime time, long after, int limit) {
    return page(sql("SELECT uid FROM ").then(members(population, time)), after, limit);
  }

  /** A page of those who are members at the later time and not at the earlier one. */
  public SqlStatement entered(
      Population population, SegmentTime from, SegmentTime to, long after, int limit) {
    return page(difference(population, to, from), after, limit);
  }

  /** How many are members at one time and not at the other. */
  public SqlStatement gained(Population population, SegmentTime from, SegmentTime to) {
    return sql("SELECT count() FROM (")
        .then(difference(population, to, from))
        .then(")")
        .statement();
  }

  /** How many persons are in which of the populations: a number whose bit i says of i, persons. */
  public SqlStatement overlaps(List<Population> populations, SegmentTime time) {
    List<SqlFragment> each = new ArrayList<>();
    for (int i = 0; i < populations.size(); i++) {
      each.add(
          sql("SELECT uid, toInt64(")
              .then(SqlParameter.whole(1L << i))
              .then(") AS bit FROM ")
              .then(members(populations.get(i), time)));
    }
    return sql("SELECT mask, count() FROM (SELECT uid, sum(bit) AS mask FROM (")
        .then(SqlFragment.joined(each, " UNION ALL "))
        .then(") GROUP BY uid) GROUP BY mask")
        .statement();
  }

  /**
   * One row for a person that is known: for each clause 1 when it holds, in order. Without a row
   * the person is not known at that time.
   */
  public SqlStatement why(List<Population> clauses, SegmentTime time, long person) {
    return new PopulationSql(rows, time, watermark).truths(clauses, person).statement();
  }

  /**
   * Persons by their scores. Columns: recency, frequency, money, each 1 to 5; persons, purchases,
   * sum of money; fewest and most days since the last purchase, times, and money.
   */
  public SqlStatement scores(Population.Purchases purchases, SegmentTime time) {
    PopulationClauses clauses = new PopulationClauses(rows, time, watermark);
    return sql("SELECT recency, frequency, monetary, toInt64(count()), toInt64(sum(times))")
        .then(", sum(amount), min(days), max(days), toInt64(min(times)), toInt64(max(times))")
        .then(", min(amount), max(amount)\nFROM ")
        .then(new RfmSql(rows, clauses, time, watermark).scored(purchases))
        .then("\nGROUP BY recency, frequency, monetary")
        .then("\nORDER BY recency, frequency, monetary")
        .statement();
  }

  private SqlFragment difference(Population population, SegmentTime in, SegmentTime notIn) {
    return sql("SELECT uid FROM ")
        .then(members(population, in))
        .then(" WHERE uid NOT IN ")
        .then(members(population, notIn));
  }

  private SqlStatement page(SqlFragment persons, long after, int limit) {
    return sql("SELECT toInt64(member.uid), if(sender.aid = 0, '', toString(sender.sender_kind)), sender.sender_id FROM (")
        .then(persons)
        .then(
            """
            ) AS member LEFT JOIN (
              SELECT aid, sender_kind, sender_id FROM persons FINAL
            """)
        .then("  WHERE ")
        .then(rows.mine())
        .then("\n) AS sender ON member.uid = sender.aid\nWHERE member.uid > ")
        .then(SqlParameter.whole(after))
        .then("\nORDER BY member.uid LIMIT ")
        .then(SqlParameter.whole(limit))
        .statement();
  }

  private SqlFragment members(Population population, SegmentTime time) {
    return new PopulationSql(rows, time, watermark).members(population);
  }
}
