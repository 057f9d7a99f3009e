package dev.riffle.testing;

import dev.riffle.local.UserCache;
import dev.riffle.local.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL server for the time of a test, with one empty database. Blocks while it starts (2 to
 * 5 s; some more when its programs are unpacked for the first time).
 */
public final class PostgresEngine implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PostgresEngine.class.getName());
  private static final String IMAGE = "postgres:18.0";
  private static final String PASSWORD = "onlyForTests0000";

  private final String jdbcUrl;
  private final AutoCloseable engine;

  private PostgresEngine(String jdbcUrl, AutoCloseable engine) {
    this.jdbcUrl = jdbcUrl;
    this.engine = engine;
  }

  public static PostgresEngine start() {
    return DockerEngine.answers() ? inContainer() : embedded();
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  public String user() {
    return PostgresServer.USER;
  }

  public String password() {
    return PASSWORD;
  }

  @Override
  public void close() throws Exception {
    engine.close();
  }

  private static PostgresEngine inContainer() {
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withUsername(PostgresServer.USER)
            .withPassword(PASSWORD)
            .withDatabaseName(PostgresServer.DATABASE);
    container.start();
    LOG.log(Level.INFO, "PostgreSQL for tests: container {0}", IMAGE);
    return new PostgresEngine(container.getJdbcUrl(), container);
  }

  private static PostgresEngine embedded() {
    Path directory = EmbeddedProcess.newDirectory("postgres");
    int port = FreePort.next();
    PostgresServer server = createServer(directory, port);
    EmbeddedProcess process =
        EmbeddedProcess.start("postgres", server.command(), directory, PostgresServer.STOP_SIGNAL);
    process.awaitReady(server::answers);
    LOG.log(Level.INFO, "PostgreSQL for tests: embedded, port {0}", Integer.toString(port));
    return new PostgresEngine(server.jdbcUrl(), process);
  }

  private static PostgresServer createServer(Path directory, int port) {
    try {
      PostgresServer server =
          PostgresServer.in(directory.resolve("data"), port, PASSWORD, UserCache.directory());
      server.createOnce();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL was created", e);
    }
  }
}
