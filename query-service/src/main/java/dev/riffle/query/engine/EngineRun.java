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
  private final ResultCache cache;
  private Optional<String> dataVersion = Optional.empty();
  private final long startedNanos = System.nanoTime();
  private final List<Meta.ExplainedStatement> statements = new ArrayList<>();
  private long rowsRead;
  private long bytesRead;
  private int reused;

  /** One that runs all its statements. */
  public EngineRun(SqlEngine engine, String queryId, QueryLimits limits) {
    this(engine, queryId, limits, ResultCache.none());
  }

  /**
   * One that takes results that are kept, once it knows the data version.
   *
   * @param queryId unique for the engine
   * @param limits of all statements together
   */
  public EngineRun(SqlEngine engine, String queryId, QueryLimits limits, ResultCache cache) {
    this.engine = engine;
    this.queryId = queryId;
    this.limits = limits;
    this.cache = cache;
  }

  /** From now on results may be those of a question before, and are kept for those to come. */
  public void readsDataVersion(String version) {
    dataVersion = Optional.of(version);
  }

  /** Runs the next statement, within what is left of the time, unless its result is kept. */
  public ResultTable run(SqlStatement statement) {
    Optional<ResultTable> kept = dataVersion.flatMap(version -> cache.find(version, statement));
    if (kept.isPresent()) {
      statements.add(explained(nextId(), statement));
      reused++;
      return kept.get();
    }
    ResultTable result = ran(statement);
    dataVersion.ifPresent(version -> cache.keep(version, statement, result));
    return result;
  }

  private ResultTable ran(SqlStatement statement) {
    String id = nextId();
    Duration left = limits.time().minusNanos(System.nanoTime() - startedNanos);
    if (left.toMillis() < 1) {
      throw new EngineException(
          EngineException.Reason.TIMEOUT,
          queryId,
          "the question's time is over",
          new TimeoutException());
    }
    statements.add(explained(id, statement));
    ResultTable result = engine.run(statement, id, limits.within(left));
    rowsRead += result.rowsRead();
    bytesRead += result.bytesRead();
    return result;
  }

  private String nextId() {
    return Cancellation.statementId(queryId, statements.size() + 1);
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
        reused,
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
