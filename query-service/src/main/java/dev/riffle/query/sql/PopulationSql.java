package dev.riffle.query.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Population;
import dev.riffle.query.time.SegmentTime;
import java.util.List;
import java.util.Optional;

/**
 * The persons of a population, as of one instant: one scan of the records that its clauses look at,
 * one aggregate for each count, and a condition on them for each person. Pure.
 *
 * <p>The scan covers everybody who is known when a person without any such record could be a member
 * ({@code didNot}) or when properties are looked at; otherwise only rows of the events that are
 * named.
 */
public final class PopulationSql {
  private final ProjectRows rows;
  private final SegmentTime time;
  private final Watermark watermark;

  public PopulationSql(ProjectRows rows, SegmentTime time, Watermark watermark) {
    this.rows = rows;
    this.time = time;
    this.watermark = watermark;
  }

  /** A subquery with the numbers of the members, each once. */
  public SqlFragment members(Population population) {
    PopulationClauses clauses = new PopulationClauses(rows, time, watermark);
    SqlFragment holds = clauses.holds(population);
    PopulationScan scan = PopulationScan.of(population, rows.segments(), time);
    return SqlFragment.sql("(SELECT uid FROM ")
        .then(
            persons(
                clauses, rows.records(scan.start(), time.at(), watermark).then(scan.condition())))
        .then(" WHERE ")
        .then(holds)
        .then(")");
  }

  /** Of one person, for each clause 1 when it holds: over all that is known of the person. */
  SqlFragment truths(List<Population> populations, long person) {
    PopulationClauses clauses = new PopulationClauses(rows, time, watermark);
    List<SqlFragment> truths =
        populations.stream()
            .map(each -> SqlFragment.sql("toInt64(").then(clauses.holds(each)).then(")"))
            .toList();
    SqlFragment records =
        rows.records(Optional.empty(), time.at(), watermark)
            .then("\n  AND uid = ")
            .then(SqlParameter.whole(person));
    return SqlFragment.sql("SELECT ")
        .then(SqlFragment.joined(truths, ", "))
        .then(" FROM ")
        .then(persons(clauses, records));
  }

  /** One row for each person of the records, with the aggregates {@code m0}, {@code m1}, ... */
  private static SqlFragment persons(PopulationClauses clauses, SqlFragment records) {
    SqlFragment columns = SqlFragment.sql("uid");
    List<SqlFragment> aggregates = clauses.aggregates();
    for (int i = 0; i < aggregates.size(); i++) {
      columns =
          columns.then(",\n  ").then(aggregates.get(i)).then(SqlFragment.numbered(" AS m", i));
    }
    return SqlFragment.sql("(\nSELECT ")
        .then(columns)
        .then("\nFROM ")
        .then(records)
        .then("\nGROUP BY uid)");
  }
}
