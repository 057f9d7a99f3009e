package dev.riffle.query.cost;

import dev.riffle.query.cost.Estimate.TableEstimate;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultTable;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.engine.StatementEstimates;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Runs nothing but what must be known before a question's statements can be told; to all others the
 * answer is that nobody did anything. For one question, one thread.
 */
final class EstimatingEngine implements SqlEngine {
  private final SqlEngine engine;
  private final StatementEstimates estimates;
  private final Predicate<SqlStatement> needed;
  private final Map<String, TableEstimate> tables = new TreeMap<>();
  private int statements;

  /**
   * @param needed statements whose result others depend on, and which cost next to nothing
   */
  EstimatingEngine(SqlEngine engine, StatementEstimates estimates, Predicate<SqlStatement> needed) {
    this.engine = engine;
    this.estimates = estimates;
    this.needed = needed;
  }

  @Override
  public ResultTable run(SqlStatement statement, String queryId, QueryLimits limits) {
    if (needed.test(statement)) {
      return engine.run(statement, queryId, limits);
    }
    statements++;
    estimates.estimate(statement, queryId, limits).rows().forEach(this::add);
    return new ResultTable(List.of(), 0, 0, 0);
  }

  int statements() {
    return statements;
  }

  /** By name. */
  List<TableEstimate> tables() {
    return List.copyOf(tables.values());
  }

  /** Columns: database, table, parts, rows, marks. */
  private void add(List<Object> row) {
    String table = (String) row.get(1);
    tables.merge(
        table,
        new TableEstimate(table, (long) row.get(3), (long) row.get(4), (long) row.get(2)),
        (one, other) ->
            new TableEstimate(
                table,
                one.rows() + other.rows(),
                one.marks() + other.marks(),
                one.parts() + other.parts()));
  }
}
