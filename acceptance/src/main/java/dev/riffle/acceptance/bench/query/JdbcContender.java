package dev.riffle.acceptance.bench.query;

import dev.riffle.acceptance.bench.Machine;
import java.io.ByteArrayInputStream;
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
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.postgresql.PGConnection;

/** A database with one table that has a column for each property. */
final class JdbcContender implements Contender {
  private final String name;
  private final Connection connection;
  private final BenchDays days;
  private final Supplier<Duration> cpu;

  private JdbcContender(
      String name, Connection connection, BenchDays days, Supplier<Duration> cpu) {
    this.name = name;
    this.connection = connection;
    this.days = days;
    this.cpu = cpu;
  }

  /** DuckDB in this process with a file in the folder, its rows ordered by event and time. */
  static JdbcContender duckDb(GeneratedEvents events, Path folder)
      throws IOException, InterruptedException, SQLException {
    Path parquet = Files.createDirectories(folder.resolve("parquet"));
    for (String day : events.everyDay()) {
      Files.write(parquet.resolve(day + ".parquet"), events.parquet(day));
    }
    Connection connection =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("events.duckdb"));
    run(
        connection,
        "SET threads = " + Runtime.getRuntime().availableProcessors(),
        "SET memory_limit = '6GB'",
        "CREATE TABLE events AS SELECT event, person, epoch_ms(ms) AS ts, plan, country, page, amount"
            + " FROM read_parquet('"
            + parquet
            + "/*.parquet') ORDER BY event, ts",
        "CHECKPOINT");
    return new JdbcContender("DuckDB", connection, events.days(), Machine::ownCpu);
  }

  /**
   * The PostgreSQL at the address, with an index that has all that frequent questions need. The
   * processor time of its workers cannot be told.
   */
  static JdbcContender postgres(GeneratedEvents events, String url, String user, String password)
      throws IOException, InterruptedException, SQLException {
    Connection connection = DriverManager.getConnection(url, user, password);
    run(
        connection,
        "DROP SCHEMA IF EXISTS bench CASCADE",
        "CREATE SCHEMA bench",
        "SET search_path = bench",
        "SET work_mem = '512MB'",
        "SET maintenance_work_mem = '1GB'",
        "SET max_parallel_workers_per_gather = " + Runtime.getRuntime().availableProcessors(),
        "CREATE UNLOGGED TABLE events (event text, person integer, ts timestamp, plan text, country text,"
            + " page text, amount integer)");
    for (String day : events.everyDay()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY events FROM STDIN", new ByteArrayInputStream(events.tabSeparated(day)));
    }
    run(
        connection,
        "CREATE INDEX ON events (event, ts) INCLUDE (person, plan)",
        "VACUUM ANALYZE events");
    return new JdbcContender("PostgreSQL", connection, events.days(), () -> Duration.ZERO);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reply ask(BenchQuestion question) throws SQLException {
    SortedMap<String, Long> numbers = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question.plainSql(days))) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> cell = new ArrayList<>();
        for (int i = 1; i < columns; i++) {
          cell.add(rows.getString(i));
        }
        numbers.put(String.join(" ", cell), rows.getLong(columns));
      }
    }
    return new Reply(numbers, OptionalLong.empty(), OptionalLong.empty());
  }

  @Override
  public Duration cpu() {
    return cpu.get();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
