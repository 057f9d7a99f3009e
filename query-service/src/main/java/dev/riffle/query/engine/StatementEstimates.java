package dev.riffle.query.engine;

import dev.riffle.query.sql.SqlStatement;

/** Says what statements would read, and does not run them. Blocking; thread-safe. */
@FunctionalInterface
public interface StatementEstimates {
  /**
   * What the engine says to {@link SqlStatement#estimate}.
   *
   * @throws EngineException as {@link SqlEngine#run} does
   */
  ResultTable estimate(SqlStatement statement, String queryId, QueryLimits limits);
}
