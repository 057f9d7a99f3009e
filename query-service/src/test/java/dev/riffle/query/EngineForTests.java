package dev.riffle.query;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import dev.riffle.event.table.Migration;
import dev.riffle.query.engine.ClickHouseSqlEngine;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.testing.ClickHouseEngine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real engine with empty tables, a client that writes, and the adapter that reads. */
public final class EngineForTests implements AutoCloseable {
  /** Those of the configuration when nothing is set. */
  public static final QueryLimits LIMITS =
      new QueryLimits(Duration.ofSeconds(30), 2L << 30, 1_000_000);

  private final ClickHouseEngine engine;
  private final Client writer;
  private final ClickHouseSqlEngine reader;

  private EngineForTests(ClickHouseEngine engine, Client writer, ClickHouseSqlEngine reader) {
    this.engine = engine;
    this.writer = writer;
    this.reader = reader;
  }

  public static EngineForTests start() throws Exception {
    ClickHouseEngine engine = ClickHouseEngine.start();
    Client writer =
        new Client.Builder()
            .addEndpoint(engine.url())
            .setUsername(engine.writer().user())
            .setPassword(engine.writer().password())
            .setDefaultDatabase(engine.database())
            .build();
    EngineForTests started =
        new EngineForTests(
            engine,
            writer,
            new ClickHouseSqlEngine(
                new ClickHouseSqlEngine.Address(
                    engine.url(),
                    engine.database(),
                    engine.reader().user(),
                    engine.reader().password())));
    for (Migration migration : Migration.all()) {
      started.execute(migration.statement());
    }
    return started;
  }

  public Client writer() {
    return writer;
  }

  public ClickHouseSqlEngine reader() {
    return reader;
  }

  public void execute(String statement) throws Exception {
    try (QueryResponse response =
        writer.query(statement, Map.of(), null).get(120, TimeUnit.SECONDS)) {
      response.getQueryId();
    }
  }

  /** How many statements with this text run at the moment. */
  public long running(String text) throws Exception {
    try (QueryResponse response =
        writer
            .query(
                "SELECT count() FROM system.processes WHERE query LIKE concat('%', {text:String},"
                    + " '%') AND query NOT LIKE '%system.processes%'",
                Map.of("text", text), null)
            .get(30, TimeUnit.SECONDS)) {
      ClickHouseBinaryFormatReader reader = writer.newBinaryFormatReader(response);
      reader.next();
      return reader.getLong(1);
    }
  }

  @Override
  public void close() throws Exception {
    reader.close();
    writer.close();
    engine.close();
  }
}
