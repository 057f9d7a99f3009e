package dev.riffle.query.engine;

import dev.riffle.query.sql.SqlStatement;

/** Runs statements. Blocking; thread-safe; call from virtual threads. */
@FunctionalInterface
public interface SqlEngine {
  /**
   * Runs a statement under the given id.
   *
   * @throws EngineException when the engine refuses, gives up or does not answer
   */
  ResultTable run(SqlStatement statement, String queryId, QueryLimits limits);
}
