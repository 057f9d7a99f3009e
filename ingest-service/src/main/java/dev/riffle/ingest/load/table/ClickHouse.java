package dev.riffle.ingest.load.table;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.table.SqlConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One ClickHouse database through the official client. Thread-safe; every call blocks, and throws
 * {@link EngineException} and nothing else. Never repeats a statement by itself.
 */
public final class ClickHouse implements SqlConnection, AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** How much longer the client waits than the engine is allowed to work. */
  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);

  private static final int CONNECTIONS_MAX = 64;

  /**
   * Less than engines keep an idle connection (ClickHouse 10 s or more, the embedded one 60 s): a
   * statement on one that the engine has just closed would fail.
   */
  static final Duration IDLE_MAX = Duration.ofSeconds(5);

  /**
   * For tables in which the newest version of a row counts: sent twice is sent once, and a block
   * has each row once, so that the engine need not look.
   */
  public static final Map<String, String> NO_DEDUPLICATION =
      Map.of("insert_deduplicate", "0", "deduplicate_insert", "disable", "optimize_on_insert", "0");

  private final Client client;
  private final String executionSeconds;

  /**
   * @param timeout how long the engine may work on one statement
   */
  public ClickHouse(String url, String database, String user, String password, Duration timeout) {
    executionSeconds = Long.toString(Math.max(1, timeout.toSeconds()));
    client =
        new Client.Builder()
            .addEndpoint(url)
            .setUsername(user)
            .setPassword(password)
            .setDefaultDatabase(database)
            .setClientName("riffle-load")
            .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
            .setSocketTimeout(timeout.plus(ANSWER_MARGIN).toMillis(), ChronoUnit.MILLIS)
            .setMaxConnections(CONNECTIONS_MAX)
            .setKeepAliveTimeout(IDLE_MAX.toMillis(), ChronoUnit.MILLIS)
            .compressServerResponse(false)
            .compressClientRequest(false)
            // a repeated insert is a doubled insert: only EventInserter knows when to try again
            .setMaxRetries(0)
            .retryOnFailures(ClientFaultCause.None)
            .build();
  }

  /** Writes rows in RowBinary. */
  @FunctionalInterface
  public interface Rows {
    void copyTo(OutputStream out) throws IOException;
  }

  /** Reads one row in RowBinary. */
  @FunctionalInterface
  public interface Row<T> {
    T read(RowBinaryReader row) throws IOException;
  }

  /**
   * Inserts rows as one block.
   *
   * @param table one of ours, with all columns in the order of its DDL
   * @param queryId by which the insert can be stopped
   * @param settings of the engine, on top of those that make one block of one insert
   */
  public void insert(
      @CompileTimeConstant String table, String queryId, Map<String, String> settings, Rows rows) {
    InsertSettings insert = new InsertSettings().setQueryId(queryId);
    insert.serverSetting("async_insert", "0");
    insert.serverSetting("max_insert_threads", "1");
    insert.serverSetting("max_insert_block_size", "1048576");
    insert.serverSetting("min_insert_block_size_rows", "0");
    insert.serverSetting("min_insert_block_size_bytes", "0");
    insert.serverSetting("input_format_parallel_parsing", "0");
    insert.serverSetting("max_partitions_per_insert_block", "0");
    insert.serverSetting("max_execution_time", executionSeconds);
    settings.forEach(insert::serverSetting);
    try (InsertResponse _ =
        answer(client.insert(table, rows::copyTo, ClickHouseFormat.RowBinary, insert))) {
      return;
    } catch (Exception e) {
      throw failure("insert into " + table, e);
    }
  }

  /** All rows of an answer. */
  public <T> List<T> read(
      @CompileTimeConstant String query, Map<String, Object> parameters, Row<T> row) {
    QuerySettings settings =
        new QuerySettings()
            .setFormat(ClickHouseFormat.RowBinary)
            .waitEndOfQuery(true)
            .serverSetting("max_execution_time", executionSeconds);
    try (QueryResponse response = answer(client.query(query, parameters, settings))) {
      RowBinaryReader reader = new RowBinaryReader(response.getInputStream());
      List<T> rows = new ArrayList<>();
      while (reader.hasNext()) {
        rows.add(row.read(reader));
      }
      return rows;
    } catch (Exception e) {
      throw failure("query", e);
    }
  }

  @Override
  public void execute(String statement, Map<String, Object> parameters) {
    try (var _ = answer(client.execute(statement, parameters, new CommandSettings()))) {
      return;
    } catch (Exception e) {
      throw failure("statement", e);
    }
  }

  @Override
  public List<List<String>> query(String query, Map<String, Object> parameters) {
    QuerySettings settings =
        new QuerySettings().setFormat(ClickHouseFormat.TabSeparated).waitEndOfQuery(true);
    try (QueryResponse response = answer(client.query(query, parameters, settings))) {
      String text = new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
    } catch (Exception e) {
      throw failure("query", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /**
   * The text of an array parameter, {@code {name:Array(String)}}. Quotes are doubled; backslashes
   * stay, because the client escapes those of every parameter.
   */
  public static String arrayOfTexts(List<String> texts) {
    StringBuilder array = new StringBuilder("[");
    for (String text : texts) {
      if (array.length() > 1) {
        array.append(',');
      }
      array.append('\'').append(text.replace("'", "''")).append('\'');
    }
    return array.append(']').toString();
  }

  private static <T> T answer(CompletableFuture<T> future)
      throws ExecutionException, InterruptedException {
    return future.get();
  }

  // the client declares and wraps failures in many ways; here they become one of two
  private static EngineException failure(String what, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return EngineErrors.of(what, e);
  }
}
