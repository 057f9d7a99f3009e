package dev.riffle.query.engine;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ConnectionInitiationException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs statements by the official client over HTTP, as a user that may only read. Parameters travel
 * beside the text as {@code param_p0}, ...; limits and the query id travel as settings.
 */
public final class ClickHouseSqlEngine
    implements SqlEngine, SqlStreams, StatementWatch, StatementEstimates, AutoCloseable {
  /** How much longer than the engine's own limit we wait for its answer. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(ClickHouseSqlEngine.class.getName());

  private static final int BUFFER_BYTES = 128 << 10;

  /** More than the engine's longest words about an error. */
  private static final int HELD_BACK_BYTES = 32 << 10;

  private static final Duration WATCH_PATIENCE = Duration.ofSeconds(1);

  /** The embedded engine cannot be told an id: there it stands behind the comment's last space. */
  private static final String ROWS_READ =
      """
      SELECT if(query_id IN {p0:Array(String)}, query_id, noted) AS id,
        toInt64(sum(read_rows)), toInt64(sum(total_rows_approx))
      FROM (SELECT query_id, splitByChar(' ', Settings['log_comment'])[-1] AS noted,
          read_rows, total_rows_approx
        FROM system.processes)
      WHERE id IN {p0:Array(String)}
      GROUP BY id
      """;

  private final Client client;

  /** Where the engine is, and who we are to it. */
  public record Address(String url, String database, String user, String password) {}

  public ClickHouseSqlEngine(Address address) {
    this.client =
        new Client.Builder()
            .addEndpoint(address.url())
            .setDefaultDatabase(address.database())
            .setUsername(address.user())
            .setPassword(address.password())
            .setClientName("riffle-query")
            .build();
  }

  /** What to do with an answer while it comes. */
  private interface Reading<T> {
    T read(QueryResponse response) throws IOException;
  }

  /** Whoever the rows go to takes no more. */
  private static final class OutputBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputBroken(IOException cause) {
      super(cause);
    }
  }

  @Override
  public ResultTable run(SqlStatement statement, String queryId, QueryLimits limits) {
    return table(statement, settings(queryId, limits), limits);
  }

  @Override
  public ResultTable estimate(SqlStatement statement, String queryId, QueryLimits limits) {
    // else the engine runs subqueries of IN beforehand, to see what they leave of the others
    QuerySettings settings =
        settings(queryId, limits)
            .serverSetting("optimize_move_to_prewhere", "0")
            .serverSetting("use_index_for_in_with_subqueries", "0");
    return table(statement.estimate(), settings, limits);
  }

  private ResultTable table(SqlStatement statement, QuerySettings settings, QueryLimits limits) {
    long started = System.nanoTime();
    return ask(
        statement,
        settings,
        limits,
        response -> {
          List<List<Object>> rows = rows(client.newBinaryFormatReader(response));
          long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
          return new ResultTable(rows, response.getReadRows(), response.getReadBytes(), tookMs);
        });
  }

  @Override
  public void stream(
      SqlStatement statement,
      StreamFormat format,
      String queryId,
      QueryLimits limits,
      OutputStream output)
      throws IOException {
    QuerySettings settings =
        settings(queryId, limits)
            .setFormat(
                switch (format) {
                  case LINES -> ClickHouseFormat.LineAsString;
                  case CSV -> ClickHouseFormat.CSV;
                  case PARQUET -> ClickHouseFormat.Parquet;
                })
            // indexes have positions among the pages, which would be wrong in a longer file
            .serverSetting("output_format_parquet_write_page_index", "0")
            .serverSetting("output_format_parquet_write_bloom_filter", "0");
    try {
      long copied =
          ask(
              statement,
              settings,
              limits,
              response -> copy(response.getInputStream(), output, queryId));
      LOG.log(Level.DEBUG, "streamed: queryId={0} bytes={1}", queryId, copied);
    } catch (OutputBroken e) {
      throw new IOException("the output takes no more", e.getCause());
    }
  }

  @Override
  public Map<String, RowsRead> rowsRead(Collection<String> ids) {
    try (QueryResponse response =
        client
            .query(ROWS_READ, Map.of("p0", List.copyOf(ids)), new QuerySettings())
            .get(WATCH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      Map<String, RowsRead> read = new HashMap<>();
      for (List<Object> row : rows(client.newBinaryFormatReader(response))) {
        read.put((String) row.get(0), new RowsRead((long) row.get(1), (long) row.get(2)));
      }
      return read;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } catch (Exception e) {
      // declared by the response's close(); an engine that has too much to do is asked again
      LOG.log(Level.DEBUG, "rows read are not known", e);
      return Map.of();
    }
  }

  /** Tells the engine to stop a statement; nothing happens when it does not run. */
  private void stop(String queryId) {
    try (QueryResponse response =
        client
            .query(
                "KILL QUERY WHERE query_id = {p0:String} ASYNC",
                Map.of("p0", queryId),
                new QuerySettings())
            .get(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.log(Level.DEBUG, "stopped: queryId={0}", response.getSettings().getQueryId());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // declared by the response's close(); the statement's own time limit still holds
      LOG.log(Level.DEBUG, "a statement could not be stopped", e);
    }
  }

  private <T> T ask(
      SqlStatement statement, QuerySettings settings, QueryLimits limits, Reading<T> reading) {
    String queryId = settings.getQueryId();
    Cancellation asker = Cancellation.current();
    if (!asker.begin(queryId, () -> stop(queryId))) {
      throw cancelled(queryId, new CancellationException());
    }
    long patienceMs = limits.time().plus(GRACE).toMillis();
    try (QueryResponse response =
        client
            .query(statement.text(), statement.parameters(), settings)
            .get(patienceMs, TimeUnit.MILLISECONDS)) {
      return reading.read(response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          EngineException.Reason.UNAVAILABLE, queryId, "stopped while waiting for the engine", e);
    } catch (TimeoutException e) {
      throw new EngineException(
          EngineException.Reason.TIMEOUT, queryId, "no answer within " + patienceMs + " ms", e);
    } catch (EngineException | OutputBroken e) {
      throw e;
    } catch (ExecutionException e) {
      throw failure(asker, queryId, e.getCause() == null ? e : e.getCause());
    } catch (ClickHouseException e) {
      throw failure(asker, queryId, e);
    } catch (Exception e) {
      // declared by the response's close() alone
      throw failure(asker, queryId, e);
    } finally {
      asker.end();
    }
  }

  /**
   * What the engine sends, but for the end of an answer that it breaks off: there it says why, in
   * words that are not for the asker.
   */
  private long copy(InputStream from, OutputStream to, String queryId) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int held = 0;
    long copied = 0;
    try {
      while (true) {
        int read = from.read(buffer, held, buffer.length - held);
        int ready = read < 0 ? held : Math.max(0, held + read - HELD_BACK_BYTES);
        write(to, buffer, ready);
        copied += ready;
        if (read < 0) {
          return copied;
        }
        held = held + read - ready;
        System.arraycopy(buffer, ready, buffer, 0, held);
      }
    } catch (OutputBroken e) {
      stop(queryId);
      throw e;
    }
  }

  private static void write(OutputStream to, byte[] bytes, int length) {
    try {
      to.write(bytes, 0, length);
    } catch (IOException e) {
      throw new OutputBroken(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static QuerySettings settings(String queryId, QueryLimits limits) {
    // whole seconds, as the engine's bounds for its users are; our own patience is exact
    long seconds = Math.ceilDiv(limits.time().toMillis(), 1_000);
    return new QuerySettings()
        .setQueryId(queryId)
        .serverSetting("max_execution_time", String.valueOf(seconds))
        .serverSetting("max_memory_usage", String.valueOf(limits.memoryBytes()))
        .serverSetting("max_result_rows", String.valueOf(limits.resultRows()))
        .serverSetting("max_rows_to_read", String.valueOf(limits.readRows()))
        .serverSetting("result_overflow_mode", "throw");
  }

  private static List<List<Object>> rows(ClickHouseBinaryFormatReader reader) {
    int columns = reader.getSchema().getColumns().size();
    List<List<Object>> rows = new ArrayList<>();
    while (reader.hasNext()) {
      reader.next();
      Object[] row = new Object[columns];
      for (int i = 0; i < columns; i++) {
        row[i] = value(reader, i + 1);
      }
      rows.add(Arrays.asList(row));
    }
    return rows;
  }

  private static Object value(ClickHouseBinaryFormatReader reader, int column) {
    return switch (reader.getSchema().getColumnByIndex(column).getDataType()) {
      case Array -> List.copyOf(reader.<String>getList(column));
      case Float32, Float64 -> reader.getDouble(column);
      case String, FixedString, Enum8, Enum16 -> reader.getString(column);
      default -> reader.getLong(column);
    };
  }

  /** Codes as in ClickHouse's ErrorCodes.cpp. */
  private static EngineException failure(Cancellation asker, String queryId, Throwable cause) {
    if (asker.isCancelled()) {
      return cancelled(queryId, cause);
    }
    if (!(cause instanceof ServerException refused)) {
      return isOfTheNetwork(cause)
          ? new EngineException(
              EngineException.Reason.UNAVAILABLE, queryId, "the engine cannot be reached", cause)
          : new EngineException(
              EngineException.Reason.INTERNAL, queryId, "the answer cannot be read", cause);
    }
    EngineException.Reason reason =
        switch (refused.getCode()) {
          case 159, 160, 209 -> EngineException.Reason.TIMEOUT;
          case 158, 241, 307, 396 -> EngineException.Reason.TOO_LARGE;
          case 216 -> EngineException.Reason.ID_IN_USE;
          // 60 and 81: the loader, which makes the tables, has not run yet
          case 60, 81, 202, 236, 242, 394, 745 -> EngineException.Reason.UNAVAILABLE;
          default -> EngineException.Reason.INTERNAL;
        };
    return new EngineException(
        reason, queryId, "the engine refused with code " + refused.getCode(), cause);
  }

  private static EngineException cancelled(String queryId, Throwable cause) {
    return new EngineException(
        EngineException.Reason.CANCELLED, queryId, "nobody waits for the answer", cause);
  }

  private static boolean isOfTheNetwork(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof ConnectionInitiationException) {
        return true;
      }
    }
    return false;
  }
}
