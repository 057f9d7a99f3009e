package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.EngineConnection;

/** A connection in the hands of one request. Close it after the answer has been sent. */
public final class Lease implements AutoCloseable {
  private final ConnectionPool pool;
  private final Profile profile;
  private final String queryId;
  private final ConnectionPool.PooledConnection pooled;
  private boolean changed;
  private boolean ended;

  Lease(
      ConnectionPool pool,
      Profile profile,
      String queryId,
      ConnectionPool.PooledConnection pooled) {
    this.pool = pool;
    this.profile = profile;
    this.queryId = queryId;
    this.pooled = pooled;
  }

  /** For the thread that holds the lease only. */
  public EngineConnection connection() {
    return pooled.connection();
  }

  /** The statement leaves the session otherwise than it was: it will not be used again. */
  public void markChanged() {
    changed = true;
  }

  /** From any thread; the lock keeps the next statement of the connection from being hit. */
  synchronized boolean kill() {
    if (ended) {
      return false;
    }
    pool.killByComment(pooled.comment());
    return true;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    pool.release(this, changed);
  }

  Profile profile() {
    return profile;
  }

  String queryId() {
    return queryId;
  }

  ConnectionPool.PooledConnection pooled() {
    return pooled;
  }
}
