package dev.riffle.local.clickhouse;

import dev.riffle.local.clickhouse.disk.DiskGuard;
import dev.riffle.local.clickhouse.disk.DiskReserve;
import dev.riffle.local.clickhouse.disk.Merges;
import dev.riffle.local.clickhouse.http.DisconnectWatch;
import dev.riffle.local.clickhouse.http.HttpListener;
import dev.riffle.local.clickhouse.http.InsertSpool;
import dev.riffle.local.clickhouse.http.QueryHandler;
import dev.riffle.local.clickhouse.http.QueryLog;
import dev.riffle.local.clickhouse.http.ServerIdentity;
import dev.riffle.local.clickhouse.http.Users;
import dev.riffle.local.clickhouse.libchdb.Engine;
import dev.riffle.local.clickhouse.libchdb.EngineConnection;
import dev.riffle.local.clickhouse.libchdb.EngineThreads;
import dev.riffle.local.clickhouse.pool.ConnectionPool;
import dev.riffle.local.clickhouse.pool.RunningStatements;
import dev.riffle.local.clickhouse.statement.SourceRules;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine with everything in front of it. One per process; a data directory belongs to one
 * process.
 */
public final class ClickHouseServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private final Engine engine;
  private final ConnectionPool pool;
  private final QueryLog log;
  private final DisconnectWatch watch;
  private final DiskGuard guard;
  private final HttpListener listener;

  private ClickHouseServer(
      Engine engine,
      ConnectionPool pool,
      QueryLog log,
      DisconnectWatch watch,
      DiskGuard guard,
      HttpListener listener) {
    this.engine = engine;
    this.pool = pool;
    this.log = log;
    this.watch = watch;
    this.guard = guard;
    this.listener = listener;
  }

  /**
   * How to start it.
   *
   * @param directory of the engine's data, its configuration, backups and query log
   * @param port 0 for any that is free
   * @param poolSize statements at a time
   * @param diskReserveBytes free space that is left alone, see {@link DiskReserve}
   */
  public record Options(
      Path directory,
      int port,
      long memoryBytes,
      int poolSize,
      String database,
      long diskReserveBytes) {
    public Options {
      if (!database.matches("[a-z][a-z0-9_]{0,63}") || database.equals("default")) {
        throw new IllegalArgumentException(
            "a database is named in lower case letters, digits and _, and not default");
      }
    }
  }

  /**
   * Opens the engine and listens on the loopback address. Call from a thread of {@link
   * EngineThreads}.
   *
   * @throws IllegalStateException when the data directory is in use, or libchdb cannot be trusted
   *     with this JVM
   */
  public static ClickHouseServer start(Path libraryFile, Options options, Users users)
      throws IOException {
    FileStore volume = Files.getFileStore(Files.createDirectories(options.directory()));
    DiskReserve reserve = DiskReserve.of(options.diskReserveBytes(), volume.getTotalSpace());
    EngineConfig config =
        new EngineConfig(options.directory(), options.memoryBytes(), options.poolSize(), reserve);
    Engine engine = Engine.open(libraryFile, config.write());
    EngineConnection anchor = engine.anchor();
    // the name is checked by Options
    anchor.text("CREATE DATABASE IF NOT EXISTS " + options.database());
    SourceRules rules =
        SourceRules.of(anchor.text("SELECT name FROM system.table_functions").lines().toList());
    ConnectionPool pool =
        new ConnectionPool(
            engine,
            options.database(),
            ServerLimits.settings(options.memoryBytes()),
            ServerLimits.pool(options.poolSize()));
    ThreadFactory threads = new EngineThreads();
    DiskGuard guard =
        new DiskGuard(reserve, volume::getUsableSpace, mergesOf(anchor), InstantSource.system());
    guard.start(threads);
    QueryLog log = new QueryLog(options.directory());
    DisconnectWatch watch = new DisconnectWatch(threads);
    ServerIdentity identity =
        new ServerIdentity(
            "riffle embedded", anchor.text("SELECT version()"), anchor.text("SELECT timezone()"));
    QueryHandler handler =
        new QueryHandler(
            users,
            new RunningStatements(ServerLimits.PATIENCE_OF_KILL),
            pool,
            new InsertSpool(options.directory().resolve("incoming")),
            guard,
            rules,
            log,
            watch,
            identity,
            InstantSource.system());
    HttpListener listener = new HttpListener(options.port(), handler, threads);
    listener.start();
    return new ClickHouseServer(engine, pool, log, watch, guard, listener);
  }

  private static Merges mergesOf(EngineConnection anchor) {
    return new Merges() {
      @Override
      public void stop() {
        run("SYSTEM STOP MERGES");
      }

      @Override
      public void start() {
        run("SYSTEM START MERGES");
      }

      private void run(String sql) {
        synchronized (anchor) {
          anchor.text(sql);
        }
      }
    };
  }

  public int port() {
    return listener.port();
  }

  /**
   * Takes no more requests, gives running ones 10 seconds, kills the rest, and stops the engine. A
   * statement that does not even end then is left to the end of the process; the data survive it.
   */
  @Override
  public void close() {
    try {
      listener.close();
      guard.close();
      boolean drained = pool.drain(PATIENCE, AFTER_KILL);
      watch.close();
      log.close();
      if (drained) {
        engine.close();
      } else {
        LOG.warn("statements still running, the engine stops with the process");
      }
    } catch (IOException e) {
      LOG.warn("not stopped in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code --port N --data DIR --memory 3g --pool 8 --database riffle}. */
  public static void main(String[] arguments) {
    System.exit(ServerCommand.run(List.of(arguments)));
  }
}
