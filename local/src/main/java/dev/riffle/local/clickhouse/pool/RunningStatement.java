package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One statement between the head of its request and its end in the engine. It arrives, then runs,
 * then has ended; stopped while it arrives it never runs.
 *
 * <p>Safe for use by many threads.
 */
public final class RunningStatement implements AutoCloseable {
  private enum State {
    ARRIVING,
    RUNNING,
    STOPPED,
    ENDED
  }

  private final RunningStatements all;
  private final String queryId;
  private final Profile profile;
  private final Runnable stopReceiving;
  private final CountDownLatch ended = new CountDownLatch(1);
  private State state = State.ARRIVING;
  private @Nullable Lease lease;

  RunningStatement(RunningStatements all, String queryId, Profile profile, Runnable stopReceiving) {
    this.all = all;
    this.queryId = queryId;
    this.profile = profile;
    this.stopReceiving = stopReceiving;
  }

  /**
   * Call right before the engine is given the statement.
   *
   * @throws EngineException 394 when it was stopped before
   */
  public synchronized void begin(Lease connection) {
    if (state != State.ARRIVING) {
      throw cancelled();
    }
    state = State.RUNNING;
    lease = connection;
  }

  /** Whether it was stopped before it began. */
  public synchronized boolean stopped() {
    return state == State.STOPPED;
  }

  /** What the client of a stopped statement is told. */
  public static EngineException cancelled() {
    return new EngineException(
        EngineException.QUERY_WAS_CANCELLED, "QUERY_WAS_CANCELLED", "Query was cancelled.");
  }

  /** The engine has nothing to do for it any more; its id is free. May be called again. */
  @Override
  public void close() {
    synchronized (this) {
      if (state != State.STOPPED) {
        state = State.ENDED;
      }
      lease = null;
    }
    all.remove(this);
    ended.countDown();
  }

  /** Keeps it from beginning; false when it has begun. */
  synchronized boolean preventStart() {
    if (state == State.ARRIVING) {
      state = State.STOPPED;
      stopReceiving.run();
    }
    return state == State.STOPPED;
  }

  /** Asks the engine to cancel it. It may miss one that has only just begun: ask again. */
  public void kill() {
    Lease running;
    synchronized (this) {
      running = lease;
    }
    if (running != null) {
      running.kill();
    }
  }

  boolean awaitEnd(Duration patience) throws InterruptedException {
    return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  String queryId() {
    return queryId;
  }

  Profile profile() {
    return profile;
  }
}
