package dev.riffle.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import dev.riffle.query.EngineForTests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine reads of such files, and so what anybody does. */
class ParquetTableIT {
  private static final List<String> COLUMNS =
      List.of("row", "start", "persons", "sum(amount)", "finished", "never");
  private static final List<String> TEXTS = List.of("", "=1+1", "ünï — 😀", "x".repeat(300));
  private static EngineForTests engine;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @AfterEach
  void drop() throws Exception {
    engine.execute("DROP TABLE IF EXISTS read");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 1_000, 1_024, 20_000})
  void everyCellIsReadAsItWas(int count) throws Exception {
    Random random = new Random(count);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = new LinkedHashMap<>(Map.of("row", (long) i));
      put(random, row, "start", TEXTS.get(random.nextInt(TEXTS.size())));
      put(random, row, "persons", random.nextLong());
      put(random, row, "sum(amount)", random.nextGaussian() * 1e9);
      put(random, row, "finished", random.nextBoolean());
      rows.add(row);
    }

    load(new AnswerTable(COLUMNS, rows));

    List<Map<String, Object>> read = new ArrayList<>();
    for (GenericRecord line : engine.writer().queryAll("SELECT * FROM read ORDER BY row")) {
      Map<String, Object> row = new LinkedHashMap<>(line.getValues());
      row.values().removeIf(value -> value == null);
      read.add(row);
    }
    assertThat(read).isEqualTo(rows);
  }

  @Test
  void aTableWithoutRowsHasItsColumns() throws Exception {
    load(new AnswerTable(COLUMNS, List.of()));

    assertThat(engine.writer().queryAll("SELECT * FROM read")).isEmpty();
  }

  /** Each is there in two rows of three. */
  private static void put(Random random, Map<String, Object> row, String column, Object cell) {
    if (random.nextInt(3) > 0) {
      row.put(column, cell);
    }
  }

  private static void load(AnswerTable table) throws Exception {
    engine.execute(
        "CREATE TABLE read (row Int64, start Nullable(String), persons Nullable(Int64), `sum(amount)`"
            + " Nullable(Float64), finished Nullable(Bool), never Nullable(String))"
            + " ENGINE = Log");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ParquetTable.write(table, file);
    try (InsertResponse inserted =
        engine
            .writer()
            .insert("read", new ByteArrayInputStream(file.toByteArray()), ClickHouseFormat.Parquet)
            .get(30, TimeUnit.SECONDS)) {
      assertThat(inserted.getWrittenRows()).isGreaterThanOrEqualTo(0);
    }
  }
}
