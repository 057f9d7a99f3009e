package dev.riffle.query.engine;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ConnectionInitiationException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs statements by the official client over HTTP, as a user that may only read. Parameters travel
 * beside the text as {@code param_p0}, ...; limits and the query id travel as settings.
 */
public final class ClickHouseSqlEngine implements SqlEngine, AutoCloseable {
  /** How much longer than the engine's own limit we wait for its answer. */
  private static final Duration GRACE = Duration.ofSeconds(5);

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

  @Override
  public ResultTable run(SqlStatement statement, String queryId, QueryLimits limits) {
    long started = System.nanoTime();
    QuerySettings settings = settings(queryId, limits);
    long patienceMs = limits.time().plus(GRACE).toMillis();
    try (QueryResponse response =
        client
            .query(statement.text(), statement.parameters(), settings)
            .get(patienceMs, TimeUnit.MILLISECONDS)) {
      List<List<Object>> rows = rows(client.newBinaryFormatReader(response));
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
      return new ResultTable(rows, response.getReadRows(), response.getReadBytes(), tookMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          EngineException.Reason.UNAVAILABLE, queryId, "stopped while waiting for the engine", e);
    } catch (TimeoutException e) {
      throw new EngineException(
          EngineException.Reason.TIMEOUT, queryId, "no answer within " + patienceMs + " ms", e);
    } catch (ExecutionException e) {
      throw failure(queryId, e.getCause() == null ? e : e.getCause());
    } catch (ClickHouseException e) {
      throw failure(queryId, e);
    } catch (Exception e) {
      // declared by the response's close() alone
      throw failure(queryId, e);
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
  private static EngineException failure(String queryId, Throwable cause) {
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
          // 60 and 81: the loader, which makes the tables, has not run yet
          case 60, 81, 202, 236, 242, 394, 745 -> EngineException.Reason.UNAVAILABLE;
          default -> EngineException.Reason.INTERNAL;
        };
    return new EngineException(
        reason, queryId, "the engine refused with code " + refused.getCode(), cause);
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
