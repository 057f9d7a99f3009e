package dev.riffle.ingest.load;

import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.util.Map;

/** Interim: an engine that runs already. */
record TestClickHouse(String url, String database) implements AutoCloseable {
  static TestClickHouse start() {
    String url = System.getProperty("clickhouse.url", "http://127.0.0.1:28411");
    String database = "t" + System.nanoTime();
    try (ClickHouse admin = new ClickHouse(url, "default", "default", "", Duration.ofSeconds(30))) {
      admin.execute("CREATE DATABASE " + database, Map.of());
    }
    return new TestClickHouse(url, database);
  }

  ClickHouse connect() {
    return new ClickHouse(url, database, "default", "", Duration.ofSeconds(30));
  }

  Map<String, String> settings() {
    return Map.of(
        "riffle.clickhouse.url", url,
        "riffle.clickhouse.database", database,
        "riffle.clickhouse.user", "default");
  }

  @Override
  public void close() {}
}
