package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.EngineConnection;

/** A connection in the hands of one request. Close it after the answer has been sent. */
public final class Lease implements AutoCloseable {
  private final ConnectionPool pool;
  private final Profile profile;
  private final ConnectionPool.PooledConnection pooled;
  private boolean changed;
  private boolean ended;

  Lease(ConnectionPool pool, Profile profile, ConnectionPool.PooledConnection pooled) {
    this.pool = pool;
    this.profile = profile;
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
  synchronized void kill() {
    if (!ended) {
      pool.killByComment(pooled.comment());
    }
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

  ConnectionPool.PooledConnection pooled() {
    return pooled;
  }
}
