package dev.riffle.query;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import dev.riffle.query.engine.ClickHouseSqlEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real engine with empty tables, a client that writes, and the adapter that reads. */
final class EngineForTests implements AutoCloseable {
  private final Client writer;
  private final ClickHouseSqlEngine reader;

  private EngineForTests(Client writer, ClickHouseSqlEngine reader) {
    this.writer = writer;
    this.reader = reader;
  }

  static EngineForTests start() throws Exception {
    String url = System.getProperty("riffle.test.clickhouse", "http://127.0.0.1:18511");
    String database = "ask" + ProcessHandle.current().pid();
    try (Client first = client(url, "default")) {
      execute(first, "CREATE DATABASE " + database);
    }
    Client writer = client(url, database);
    for (String file : List.of("V001__events.sql", "V002__persons.sql", "V003__catalog.sql")) {
      execute(writer, resource("/clickhouse/" + file));
    }
    return new EngineForTests(
        writer,
        new ClickHouseSqlEngine(new ClickHouseSqlEngine.Address(url, database, "default", "")));
  }

  Client writer() {
    return writer;
  }

  ClickHouseSqlEngine reader() {
    return reader;
  }

  void execute(String statement) throws Exception {
    execute(writer, statement);
  }

  @Override
  public void close() throws Exception {
    reader.close();
    writer.close();
  }

  private static Client client(String url, String database) {
    return new Client.Builder()
        .addEndpoint(url)
        .setUsername("default")
        .setPassword("")
        .setDefaultDatabase(database)
        .build();
  }

  private static void execute(Client client, String statement) throws Exception {
    try (QueryResponse response =
        client.query(statement, Map.of(), null).get(60, TimeUnit.SECONDS)) {
      response.getQueryId();
    }
  }

  private static String resource(String path) throws IOException {
    try (InputStream stream = EngineForTests.class.getResourceAsStream(path)) {
      return new String(
          java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
