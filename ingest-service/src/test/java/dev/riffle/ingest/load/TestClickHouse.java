package dev.riffle.ingest.load;

import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.testing.ClickHouseEngine;
import java.time.Duration;
import java.util.Map;

/** The test's engine as the loader sees it: its settings and its client. */
record TestClickHouse(ClickHouseEngine engine) implements AutoCloseable {
  static TestClickHouse start() {
    return new TestClickHouse(ClickHouseEngine.start());
  }

  ClickHouse connect() {
    return new ClickHouse(
        engine.url(),
        engine.database(),
        engine.writer().user(),
        engine.writer().password(),
        Duration.ofSeconds(30));
  }

  Map<String, String> settings() {
    return Map.of(
        "riffle.clickhouse.url", engine.url(),
        "riffle.clickhouse.database", engine.database(),
        "riffle.clickhouse.user", engine.writer().user(),
        "riffle.clickhouse.password", engine.writer().password());
  }

  @Override
  public void close() throws Exception {
    engine.close();
  }
}
