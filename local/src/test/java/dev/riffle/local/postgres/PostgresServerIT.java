package dev.riffle.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riffle.local.FreePort;
import dev.riffle.local.UserCache;
import dev.riffle.local.launch.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresServerIT {
  private static final String PASSWORD = "0123456789abcdef";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();
  private PostgresServer server = serverOn(Path.of(""), 1);

  @BeforeEach
  void create() throws Exception {
    server = PostgresServer.in(folder.resolve("data"), FreePort.next(), PASSWORD, cache());
    server.createOnce();
  }

  @AfterEach
  void stopAll() throws Exception {
    for (Process process : started) {
      Signals.stop(process.toHandle(), PostgresServer.STOP_SIGNAL, STOP);
    }
  }

  @Test
  void keepsCommittedRowsAcrossStopAndKill() throws Exception {
    Process first = start();
    execute("CREATE TABLE project (name text)");
    execute("INSERT INTO project VALUES ('before stop')");
    assertThat(Signals.stop(first.toHandle(), PostgresServer.STOP_SIGNAL, STOP)).isTrue();

    Process second = start();
    execute("INSERT INTO project VALUES ('before kill')");
    second.destroyForcibly().waitFor();

    startAgainUntilReady();
    assertThat(names()).containsExactly("before stop", "before kill");
  }

  @Test
  void stopsAtOnceAlthoughASessionIsOpen() throws Exception {
    Process process = start();
    try (Connection open = connect(PASSWORD)) {
      assertThat(Signals.stop(process.toHandle(), PostgresServer.STOP_SIGNAL, STOP)).isTrue();
      assertThat(open.isValid(1)).isFalse();
    }
  }

  @Test
  void letsNobodyInWithoutThePasswordNorAsSuperuser() throws Exception {
    start();

    assertThatThrownBy(() -> connect("wrong")).hasMessageContaining("password authentication");
    assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", PASSWORD))
        .hasMessageContaining("pg_hba.conf");
    assertThatThrownBy(() -> execute("CREATE ROLE other SUPERUSER"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void flushesCommitsToDisk() throws Exception {
    start();

    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("password_encryption")).isEqualTo("scram-sha-256");
  }

  @Test
  void isCreatedOnceAndAnewWhenTheFirstTimeWasCutShort() throws Exception {
    Files.writeString(folder.resolve("data/kept"), "");
    server.createOnce();
    assertThat(folder.resolve("data/kept")).exists();

    Path cutShort = Files.createDirectories(folder.resolve("second.new"));
    Files.writeString(cutShort.resolve("PG_VERSION"), "18\n");
    PostgresServer second =
        PostgresServer.in(folder.resolve("second"), FreePort.next(), PASSWORD, cache());
    second.createOnce();

    assertThat(cutShort).doesNotExist();
    assertThat(folder.resolve("second/postgresql.conf")).exists();
  }

  private static Path cache() {
    return UserCache.directory();
  }

  private static PostgresServer serverOn(Path directory, int port) {
    return new PostgresServer(new PostgresBinaries(directory), directory, port, PASSWORD);
  }

  private Process start() throws IOException {
    Process process = launch();
    await().atMost(START).failFast(() -> !process.isAlive()).until(server::answers);
    return process;
  }

  /** Right after a kill the last session may still hold the memory; the supervisor tries again. */
  private void startAgainUntilReady() {
    await()
        .atMost(START)
        .until(() -> {
          if (!started.getLast().isAlive()) {
            launch();
          }
          return server.answers();
        });
  }

  private Process launch() throws IOException {
    Process process =
        new ProcessBuilder(server.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    started.add(process);
    return process;
  }

  private Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), PostgresServer.USER, password);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM project")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private String setting(String name) throws SQLException {
    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + name)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
