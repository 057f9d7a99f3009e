package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official drivers as they are: clickhouse-jdbc and client-v2. */
class DriversIT {
  private static final int ROWS = 50_000;

  @TempDir private static Path directory;

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void jdbcReadsAllKindsOfTypes() throws Exception {
    String sql =
        """
        SELECT toInt8(-1) i8, toUInt64(18446744073709551615) u64, toInt128(-5) i128,
          toDecimal64(1.25, 4) d, true b, toLowCardinality('lc') lc, CAST(NULL, 'Nullable(String)') n,
          toFixedString('abcd', 4) fs, toDateTime64('2024-01-01 10:00:00.123', 3, 'UTC') t,
          toDate('2024-02-29') day, toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0') u,
          ['a', 'b''c'] arr, map('k', 1) m, CAST('x', 'Enum8(\\'x\\' = 1)') e, toIPv4('1.2.3.4') ip
        """;
    try (Connection connection = jdbc("writer");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt("i8")).isEqualTo(-1);
      assertThat(row.getBigDecimal("u64")).hasToString("18446744073709551615");
      assertThat(row.getBigDecimal("i128")).hasToString("-5");
      assertThat(row.getBigDecimal("d")).hasToString("1.2500");
      assertThat(row.getBoolean("b")).isTrue();
      assertThat(row.getString("lc")).isEqualTo("lc");
      assertThat(row.getString("n")).isNull();
      assertThat(row.getString("fs")).isEqualTo("abcd");
      assertThat(row.getString("t")).startsWith("2024-01-01 10:00:00.123");
      assertThat(row.getString("day")).isEqualTo("2024-02-29");
      assertThat(row.getObject("u"))
          .isEqualTo(UUID.fromString("61f0c404-5cb3-11e7-907b-a6006ad3dba0"));
      assertThat((Object[]) row.getArray("arr").getArray()).containsExactly("a", "b'c");
      assertThat(row.getString("e")).isEqualTo("x");
      assertThat(row.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"it's", "back\\slash", "tab\tline\nend", "\\'", "привіт 🙂", "' OR 1=1 --"})
  void passesValuesThroughUnchanged(String value) throws Exception {
    try (Connection connection = jdbc("reader");
        PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setString(1, value);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getString(1)).isEqualTo(value);
      }
    }
    try (Client client = client("reader", true)) {
      List<GenericRecord> rows = client.queryAll("SELECT {v:String} AS v", Map.of("v", value));
      assertThat(rows.getFirst().getString("v")).isEqualTo(value);
    }
  }

  @Test
  void jdbcInsertsBatchesAndTellsErrors() throws Exception {
    try (Connection connection = jdbc("writer");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE batch (id UInt32, s String) ENGINE = MergeTree ORDER BY id");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO batch (id, s) VALUES (?, ?)")) {
        for (int i = 0; i < 1000; i++) {
          insert.setInt(1, i);
          insert.setString(2, "it's " + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(1000);
      }
      try (ResultSet row = statement.executeQuery("SELECT count(), max(s) FROM batch")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(1000);
        assertThat(row.getString(2)).isEqualTo("it's 999");
      }
      assertThatThrownBy(() -> statement.executeQuery("SELECT nope FROM batch"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(47));
      try (ResultSet tables = connection.getMetaData().getTables(null, "riffle", "batch", null)) {
        assertThat(tables.next()).isTrue();
      }
    }
  }

  @Test
  void jdbcCancelsAStatement() throws Exception {
    try (Connection connection = jdbc("reader");
        Statement statement = connection.createStatement();
        Connection other = jdbc("writer")) {
      Thread canceller =
          Thread.startVirtualThread(() -> {
            Awaitility.await().until(() -> isRunning(other, "% 13 = 14%"));
            try {
              statement.cancel();
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });

      assertThatThrownBy(() ->
              statement.executeQuery(
                  "SELECT count() FROM numbers(1000000000000) WHERE number % 13 = 14"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(394));
      canceller.join();
    }
  }

  @Test
  void jdbcStreamsFiveMillionRowsWithinASmallHeap() throws Exception {
    try (Connection connection = jdbc("reader");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT number, toString(number) FROM numbers(5000000)")) {
      long count = 0;
      long sum = 0;
      while (rows.next()) {
        count++;
        sum += rows.getLong(1);
      }

      // the server has a heap of 256 MB, which the result (about 80 MB of text) must not fill
      assertThat(count).isEqualTo(5_000_000);
      assertThat(sum).isEqualTo(12_499_997_500_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void clientInsertsBinaryRowsOnceByToken(boolean compressed) throws Exception {
    String table = "binary_" + compressed;
    try (Client client = client("writer", compressed)) {
      client
          .execute(
              "CREATE TABLE "
                  + table
                  + " (id UInt32, s String) ENGINE = MergeTree ORDER BY id"
                  + " SETTINGS non_replicated_deduplication_window = 100")
          .get(30, TimeUnit.SECONDS);
      for (int i = 0; i < 3; i++) {
        InsertSettings settings = new InsertSettings().setDeduplicationToken("same");
        try (InsertResponse response =
            client
                .insert(
                    table, new ByteArrayInputStream(rows()), ClickHouseFormat.RowBinary, settings)
                .get(30, TimeUnit.SECONDS)) {
          assertThat(response.getQueryId()).isNotEmpty();
        }
      }

      GenericRecord row =
          client.queryAll("SELECT count() AS c, uniqExact(id) AS u FROM " + table).getFirst();
      assertThat(row.getLong("c")).isEqualTo(ROWS);
      assertThat(row.getLong("u")).isEqualTo(ROWS);
    }
  }

  @Test
  void clientTellsCodesOfErrors() {
    try (Client client = client("reader", true)) {
      assertThatThrownBy(() -> client.queryAll("SELECT 1 FROM nowhere"))
          .rootCause()
          .isInstanceOfSatisfying(
              ServerException.class, e -> assertThat(e.getCode()).isEqualTo(60));
      assertThatThrownBy(() -> client.queryAll("SELECT * FROM file('/etc/passwd')"))
          .rootCause()
          .isInstanceOfSatisfying(
              ServerException.class, e -> assertThat(e.getCode()).isEqualTo(497));
      assertThat(client.ping()).isTrue();
    }
  }

  @Test
  void clientSetsSettingsAndQueryId() throws Exception {
    try (Client client = client("reader", false)) {
      QuerySettings settings =
          new QuerySettings().setQueryId("mine-1").serverSetting("max_threads", "1");

      try (var response =
          client.query("SELECT getSetting('max_threads')", settings).get(30, TimeUnit.SECONDS)) {
        assertThat(response.getQueryId()).isEqualTo("mine-1");
      }
    }
  }

  private static byte[] rows() {
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * 6).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ROWS; i++) {
      bytes.putInt(i).put((byte) 1).put((byte) ('a' + i % 26));
    }
    return bytes.array();
  }

  private static boolean isRunning(Connection connection, String pattern) throws SQLException {
    String sql =
        "SELECT count() FROM system.processes WHERE query LIKE '%"
            + pattern
            + "' AND query NOT LIKE '%system.processes%'";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1) == 1;
    }
  }

  private static Connection jdbc(String user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", ServerProcess.password(user));
    return DriverManager.getConnection(
        "jdbc:clickhouse://127.0.0.1:" + server.port() + "/riffle", properties);
  }

  private static Client client(String user, boolean compressed) {
    return new Client.Builder()
        .addEndpoint(server.url())
        .setUsername(user)
        .setPassword(ServerProcess.password(user))
        .setDefaultDatabase("riffle")
        .compressServerResponse(compressed)
        .compressClientRequest(compressed)
        .build();
  }
}
