package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * All statements by query id, from the head of their request to their end, as ClickHouse's process
 * list; here it also has those whose body is still being received.
 */
public final class RunningStatements {
  private static final Duration ASK_AGAIN = Duration.ofMillis(50);
  private static final int TIMEOUT_EXCEEDED = 159;

  private final ConcurrentMap<String, RunningStatement> byQueryId = new ConcurrentHashMap<>();
  private final Duration patience;

  /**
   * @param patience of a stop, for the statement to end
   */
  public RunningStatements(Duration patience) {
    this.patience = patience;
  }

  /**
   * Lists a statement whose head was read.
   *
   * @param stopReceiving makes reading its body fail; called at most once
   * @throws EngineException 216 when one with that query id is listed
   */
  public RunningStatement arrive(String queryId, Profile profile, Runnable stopReceiving) {
    RunningStatement statement = new RunningStatement(this, queryId, profile, stopReceiving);
    if (byQueryId.putIfAbsent(queryId, statement) != null) {
      throw new EngineException(
          216, "QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING", "A query with this id is running.");
    }
    return statement;
  }

  /**
   * Stops the statement with that query id, if there is one. When this returns it is not running
   * and will not run; what it has stored until then stays. It says nothing of a request with that
   * id that arrives later: a client may use the id again at once.
   *
   * @throws EngineException 159 when it did not end in time, 497 for a reader that stops a writer's
   */
  public void stop(String queryId, Profile by) {
    RunningStatement statement = byQueryId.get(queryId);
    if (statement == null) {
      return;
    }
    checkMayStop(statement, by);
    if (statement.preventStart()) {
      remove(statement);
      return;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      do {
        statement.kill();
        if (statement.awaitEnd(ASK_AGAIN)) {
          return;
        }
      } while (System.nanoTime() < deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new EngineException(
        TIMEOUT_EXCEEDED, "TIMEOUT_EXCEEDED", "The query was asked to stop and is still running.");
  }

  /**
   * Asks the statement with that query id to stop and does not wait for it.
   *
   * @throws EngineException 497 for a reader that stops a writer's
   */
  public void askToStop(String queryId, Profile by) {
    RunningStatement statement = byQueryId.get(queryId);
    if (statement == null) {
      return;
    }
    checkMayStop(statement, by);
    if (statement.preventStart()) {
      remove(statement);
    } else {
      statement.kill();
    }
  }

  private static void checkMayStop(RunningStatement statement, Profile by) {
    if (by == Profile.READER && statement.profile() == Profile.WRITER) {
      throw new EngineException(
          EngineException.ACCESS_DENIED,
          "ACCESS_DENIED",
          "Not enough privileges to kill a query of another user.");
    }
  }

  void remove(RunningStatement statement) {
    byQueryId.remove(statement.queryId(), statement);
  }
}
