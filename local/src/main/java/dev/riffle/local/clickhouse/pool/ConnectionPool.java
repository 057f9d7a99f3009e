package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.Engine;
import dev.riffle.local.clickhouse.libchdb.EngineConnection;
import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.libchdb.EngineResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections of an engine, as many as statements may run at a time.
 *
 * <p>A connection of the pool is in the pool's database with the settings of its profile. One that
 * was used otherwise is replaced after its answer has been sent (0.3 ms), so that the common
 * request costs one call of the engine. The engine's query ids cannot be chosen; each connection
 * has a {@code log_comment} of its own instead, by which its statement is killed. Where a request
 * has settings anyway, the comment ends with a space and the request's query id: so the statement
 * is found in {@code system.processes}.
 *
 * <p>Safe for use by many threads, all of them made by {@code EngineThreads}.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final String OUTPUT_FORMAT_OF_KILL = "TabSeparated";

  private final Engine engine;
  private final String database;
  private final Map<Profile, SessionSettings> settings;
  private final PoolLimits limits;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final Map<Profile, Queue<PooledConnection>> idle = new EnumMap<>(Profile.class);
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

  /** A connection and the comment that marks its statements. */
  record PooledConnection(EngineConnection connection, String comment) {
    PooledConnection running(String queryId) {
      return new PooledConnection(connection, comment + " " + queryId);
    }
  }

  public ConnectionPool(
      Engine engine, String database, Map<Profile, SessionSettings> settings, PoolLimits limits) {
    this.engine = engine;
    this.database = database;
    this.settings = Map.copyOf(settings);
    this.limits = limits;
    this.free = new Semaphore(limits.running(), true);
    for (Profile profile : Profile.values()) {
      idle.put(profile, new ConcurrentLinkedQueue<>());
    }
  }

  /**
   * A connection for one statement, set up as the request wants it. Waits for a free one.
   *
   * @throws EngineException 202 when too many wait or this waited too long, 81 for an unknown
   *     database, 115 for an unknown setting
   */
  public Lease lease(SessionRequest request) {
    acquire();
    boolean leased = false;
    try {
      Lease lease = open(request);
      leased = true;
      return lease;
    } finally {
      if (!leased) {
        free.release();
      }
    }
  }

  private void acquire() {
    if (free.tryAcquire()) {
      return;
    }
    if (waiting.incrementAndGet() > limits.waiting()) {
      waiting.decrementAndGet();
      throw tooMany();
    }
    try {
      if (!free.tryAcquire(limits.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooMany();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooMany();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private Lease open(SessionRequest request) {
    Profile profile = request.profile();
    SessionSettings ofProfile = settingsOf(profile);
    Map<String, String> wanted = ofProfile.allowed(request.settings());
    boolean plain = wanted.isEmpty();
    PooledConnection taken = plain || profile == Profile.WRITER ? takeIdle(profile) : bare();
    PooledConnection pooled = plain ? taken : taken.running(request.queryId());
    boolean changed = !plain;
    Lease lease = new Lease(this, profile, pooled);
    try {
      if (!request.wantsDatabaseOf(database)) {
        changed = true;
        SessionSetup.use(pooled.connection(), request.database());
      }
      if (!plain) {
        boolean restrict = profile == Profile.READER;
        wanted.put("log_comment", pooled.comment());
        SessionSetup.set(pooled.connection(), ofProfile, wanted, restrict);
      }
    } catch (RuntimeException e) {
      giveBack(profile, pooled, true);
      throw e;
    }
    if (changed) {
      lease.markChanged();
    }
    leases.add(lease);
    return lease;
  }

  /** A connection without a profile: readonly has to come after the other settings. */
  private PooledConnection bare() {
    return connect(List.of());
  }

  private PooledConnection takeIdle(Profile profile) {
    PooledConnection pooled = idleOf(profile).poll();
    return pooled == null ? connect(settingsOf(profile).arguments()) : pooled;
  }

  private PooledConnection connect(List<String> arguments) {
    String comment = "connection-" + opened.incrementAndGet();
    List<String> all = new ArrayList<>(arguments);
    all.add("--log_comment=" + comment);
    EngineConnection connection = engine.connect(all);
    SessionSetup.use(connection, database);
    return new PooledConnection(connection, comment);
  }

  /** Called by the lease, once, after the answer is out. */
  void release(Lease lease, boolean changed) {
    leases.remove(lease);
    try {
      giveBack(lease.profile(), lease.pooled(), changed);
    } finally {
      free.release();
    }
  }

  private void giveBack(Profile profile, PooledConnection pooled, boolean changed) {
    if (changed) {
      pooled.connection().close();
    } else {
      idleOf(profile).add(pooled);
    }
  }

  /** ASYNC: a SYNC kill does not return before the connection's next statement. */
  void killByComment(String comment) {
    EngineConnection anchor = engine.anchor();
    synchronized (anchor) {
      try (EngineResult ignored =
          anchor.query(
              "KILL QUERY WHERE Settings['log_comment'] = {comment:String} ASYNC",
              OUTPUT_FORMAT_OF_KILL,
              Map.of("comment", comment))) {
        return;
      }
    }
  }

  /**
   * Waits for running statements, kills those that remain, and closes the idle connections.
   *
   * @return whether all are closed
   */
  public boolean drain(Duration patience, Duration afterKill) throws InterruptedException {
    int all = limits.running();
    boolean drained = free.tryAcquire(all, patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!drained) {
      leases.forEach(Lease::kill);
      drained = free.tryAcquire(all, afterKill.toMillis(), TimeUnit.MILLISECONDS);
    }
    close();
    return drained;
  }

  /** Closes the idle connections. */
  @Override
  public void close() {
    for (Queue<PooledConnection> queue : idle.values()) {
      for (PooledConnection pooled = queue.poll(); pooled != null; pooled = queue.poll()) {
        pooled.connection().close();
      }
    }
  }

  private SessionSettings settingsOf(Profile profile) {
    SessionSettings ofProfile = settings.get(profile);
    if (ofProfile == null) {
      throw new IllegalStateException("no settings for profile " + profile);
    }
    return ofProfile;
  }

  private Queue<PooledConnection> idleOf(Profile profile) {
    Queue<PooledConnection> queue = idle.get(profile);
    if (queue == null) {
      throw new IllegalStateException("no queue for profile " + profile);
    }
    return queue;
  }

  private static EngineException tooMany() {
    return new EngineException(
        EngineException.TOO_MANY_SIMULTANEOUS_QUERIES,
        "TOO_MANY_SIMULTANEOUS_QUERIES",
        "Too many simultaneous queries.");
  }
}
