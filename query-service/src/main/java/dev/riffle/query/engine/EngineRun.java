package dev.riffle.query.engine;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.sql.SqlStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The statements of one question: they share a query id and a time limit, and their costs add up.
 * For one thread.
 */
public final class EngineRun {
  private final SqlEngine engine;
  private final String queryId;
  private final QueryLimits limits;
  private final long startedNanos = System.nanoTime();
  private final List<Meta.ExplainedStatement> statements = new ArrayList<>();
  private long rowsRead;
  private long bytesRead;

  public EngineRun(SqlEngine engine, String queryId, QueryLimits limits) {
    this.engine = engine;
    this.queryId = queryId;
    this.limits = limits;
  }

  /** Runs the next statement, within what is left of the time. */
  public ResultTable run(SqlStatement statement) {
    String id = queryId + "-" + (statements.size() + 1);
    Duration left = limits.time().minusNanos(System.nanoTime() - startedNanos);
    if (left.toMillis() < 1) {
      throw new EngineException(
          EngineException.Reason.TIMEOUT,
          queryId,
          "the question's time is over",
          new TimeoutException());
    }
    statements.add(explained(id, statement));
    ResultTable result =
        engine.run(statement, id, new QueryLimits(left, limits.memoryBytes(), limits.resultRows()));
    rowsRead += result.rowsRead();
    bytesRead += result.bytesRead();
    return result;
  }

  /** What the answer says about itself. */
  public Meta meta(Watermark watermark, List<String> warnings, boolean explain) {
    long tookMs = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    return new Meta(
        queryId,
        watermark.asOf(),
        watermark.pendingCorrections(),
        rowsRead,
        bytesRead,
        tookMs,
        true,
        warnings,
        explain ? Optional.of(List.copyOf(statements)) : Optional.empty(),
        List.copyOf(statements));
  }

  private static Meta.ExplainedStatement explained(String id, SqlStatement statement) {
    Map<String, String> parameters = new LinkedHashMap<>();
    statement
        .parameters()
        .forEach((name, value) -> parameters.put(name, ParameterNotation.of(value)));
    return new Meta.ExplainedStatement(id, statement.text(), parameters);
  }
}
