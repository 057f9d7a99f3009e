package dev.riffle.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.data.ClickHouseFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.StoredCatalogs;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.time.LocalRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventExportsIT {
  private static final int MANY = 180_000;
  private static EngineForTests engine;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    engine.execute(
        """
        INSERT INTO events (project, event, kind, aid, uid, ts, received_ts, device_id, session_id,
          text, number, user_text, user_number, _source, _offset) VALUES
        (1, '=SUM(A1)', 'track', 8, 7, '2026-03-01 10:00:00.123', '2026-03-01 10:00:01', '@dev', '',
          {'t': 'plain "x"', 'e': '\\x01', 's': '\\x01\\x01x', 'b': '\\x01true', 'n': '\\x01null',
           'l': '\\x01[1,"a"]', 'big': '\\x01#12345678901234567890'},
          {'half': 0.5, 'whole': 3}, {'plan': 'premium'}, {'seats': 9}, 1, 2),
        (1, 'Opened', 'track', 7, 7, '2026-03-01 09:00:00', '2026-03-01 10:00:02', '', 's-1',
          {}, {}, {}, {}, 1, 1),
        (1, 'Opened', 'track', 9, 9, '2026-03-01 09:00:00', '2026-03-05 00:00:00', '', '',
          {}, {}, {}, {}, 1, 3),
        (1, 'no event', 'identify', 7, 7, '2026-03-01 09:30:00', '2026-03-01 10:00:02', '', '',
          {}, {}, {}, {}, 1, 4),
        (2, 'Foreign', 'track', 7, 7, '2026-03-01 09:30:00', '2026-03-01 10:00:02', '', '',
          {}, {}, {}, {}, 1, 5)\
        """);
    engine.execute(
        "INSERT INTO persons (project, sender_kind, sender_id, aid, uid, _source, _offset) VALUES"
            + " (1, 'user', '-ann', 7, 7, 1, 1), (1, 'device', '@dev', 8, 7, 1, 1)");
    engine.execute(
        "INSERT INTO catalog (project, entry, name, detail, _source, occurrences, first_seen,"
            + " last_seen, _offset) VALUES (1, 'event', 'Opened', '', 1, 2, '2026-03-01 00:00:00',"
            + " '2026-03-01 00:00:00', 1)");
    engine.execute(
        "INSERT INTO events (project, event, kind, aid, uid, ts, received_ts, text, _source,"
            + " _offset) SELECT 3, 'Many', 'track', number % 1000, number % 1000,"
            + " toDateTime64('2026-03-01 00:00:00', 3, 'UTC') + intDiv(number, 4),"
            + " toDateTime64('2026-03-04 00:00:00', 3, 'UTC'),"
            + " map('p', repeat('x', 400)), 1, number FROM numbers("
            + MANY
            + ")");
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void linesAreJsonWithEveryTypeAsItWasSent() throws IOException {
    List<JsonNode> lines = lines(written(1, export(ExportFormat.JSONL, Optional.empty())));

    assertThat(lines)
        .extracting(line -> line.get("event").asText())
        .containsExactly("Opened", "Opened", "=SUM(A1)");
    JsonNode last = lines.getLast();
    assertThat(last.get("time").asText()).isEqualTo("2026-03-01T10:00:00.123Z");
    assertThat(last.get("received").asText()).isEqualTo("2026-03-01T10:00:01.000Z");
    assertThat(last.get("person").asInt()).isEqualTo(7);
    assertThat(last.get("personKind").asText()).isEqualTo("user");
    assertThat(last.get("personId").asText()).isEqualTo("-ann");
    assertThat(last.get("device").asText()).isEqualTo("@dev");
    assertThat(last.get("properties"))
        .isEqualTo(
            json(
                "{'t':'plain \\\\'x\\\\'','e':'','s':'\\u0001x','b':true,'n':null,'l':[1,'a'],"
                    + "'big':12345678901234567890,'half':0.5,'whole':3}"));
    assertThat(last.get("userProperties")).isEqualTo(json("{'plan':'premium','seats':9}"));
    assertThat(lines.get(1).get("personId").asText()).isEmpty();
    assertThat(lines.get(1).get("personKind").asText()).isEmpty();
  }

  @Test
  void cellsThatWouldBeFormulasAreTexts() throws IOException {
    String csv = text(written(1, export(ExportFormat.CSV, Optional.empty())));

    assertThat(csv)
        .startsWith(
            "event,time,received,person,personKind,personId,device,session,properties,"
                + "userProperties\n")
        .contains("\"'=SUM(A1)\",\"2026-03-01T10:00:00.123Z\"")
        .contains("7,\"user\",\"'-ann\",\"'@dev\",\"\",\"{");
    assertThat(csv.lines()).hasSize(4);
  }

  @Test
  void parquetOfOneEventIsOneFile() throws Exception {
    byte[] file = written(1, export(ExportFormat.PARQUET, Optional.empty()));

    load("one", file);
    assertThat(
            asked(
                "SELECT toString(tuple(event, time, received, person, personKind, personId, device,"
                    + " session, userProperties)) FROM one WHERE event = '=SUM(A1)'"))
        .isEqualTo(
            "('=SUM(A1)','2026-03-01 10:00:00.123','2026-03-01 10:00:01.000',7,'user','-ann',"
                + "'@dev','','{\"plan\":\"premium\",\"seats\":9}')");
  }

  @Test
  void parquetWithoutEventsHasColumns() throws Exception {
    load("none", written(4, export(ExportFormat.PARQUET, Optional.empty())));

    assertThat(asked("SELECT toString(count()) FROM none")).isEqualTo("0");
  }

  /** Of several pieces, and more rows than an answer may have. */
  @Test
  void parquetHasNoMostRows() throws Exception {
    QueryLimits few =
        new QueryLimits(EngineForTests.LIMITS.time(), EngineForTests.LIMITS.memoryBytes(), 1_000);
    EventExports.Prepared file = prepared(3, export(ExportFormat.PARQUET, Optional.empty()), few);
    assertThat(file.pieces()).isGreaterThanOrEqualTo(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < file.pieces(); i++) {
      file.write(i, bytes);
    }

    load("many", bytes.toByteArray());
    assertThat(asked("SELECT toString(count()) FROM many")).isEqualTo(String.valueOf(MANY));
    // the same events in the same order as those that are stored
    assertThat(
            asked("SELECT toString(groupBitXor(cityHash64(time, person, properties))) FROM many"))
        .isEqualTo(
            asked(
                "SELECT toString(groupBitXor(cityHash64(ts, uid, concat('{\"p\":\"', text['p'],"
                    + " '\"}')))) FROM events WHERE project = 3"));
  }

  @Test
  void onlyTheEventAndWhatWasReceivedByThen() throws IOException {
    assertThat(lines(written(1, export(ExportFormat.JSONL, Optional.of("Opened"))))).hasSize(2);
    EventExport earlier =
        new EventExport(
            range(),
            Optional.empty(),
            Optional.of(Instant.parse("2026-03-01T10:00:01Z")),
            ExportFormat.JSONL);
    assertThat(lines(written(1, earlier)))
        .extracting(line -> line.get("event").asText())
        .containsExactly("=SUM(A1)");
    assertThatThrownBy(() -> written(1, export(ExportFormat.JSONL, Optional.of("Open"))))
        .isInstanceOf(InvalidQuestion.class);
    assertThat(text(written(4, export(ExportFormat.CSV, Optional.empty()))).lines()).hasSize(1);
  }

  @Test
  void manyEventsComeInPiecesInTheOrderOfTheirTimes() throws IOException {
    EventExports.Prepared file = prepared(3, export(ExportFormat.JSONL, Optional.empty()));
    assertThat(file.pieces()).isGreaterThanOrEqualTo(4);
    Sequence sequence = new Sequence();
    for (int i = 0; i < file.pieces(); i++) {
      file.write(i, sequence);
    }
    assertThat(sequence.lines).isEqualTo(MANY);
    assertThat(sequence.ascending).isTrue();
    assertThat(sequence.longestWrite).isLessThanOrEqualTo(128 << 10);
  }

  @Test
  void theEngineStopsWhenTheOutputTakesNoMore() throws Exception {
    EventExports.Prepared file = prepared(3, export(ExportFormat.JSONL, Optional.empty()));
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatThrownBy(() -> file.write(0, broken)).isInstanceOf(IOException.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> engine.running("FROM events") == 0);
  }

  /** Looks at lines as they come and keeps none. */
  private static final class Sequence extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String last = "";
    private int lines;
    private int longestWrite;
    private boolean ascending = true;

    @Override
    public void write(byte[] bytes, int offset, int length) {
      longestWrite = Math.max(longestWrite, length);
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    @Override
    public void write(int b) {
      if (b != '\n') {
        line.write(b);
        return;
      }
      String text = line.toString(StandardCharsets.UTF_8);
      int at = text.indexOf("\"time\":\"");
      String time = text.substring(at, at + 32);
      ascending &= last.compareTo(time) <= 0;
      last = time;
      lines++;
      line.reset();
    }
  }

  private static LocalRange range() {
    LocalDate from = LocalDate.parse("2026-03-01");
    return LocalRange.of(
        new dev.riffle.query.question.TimeRange.Dates(from, from.plusDays(2)),
        ZoneOffset.UTC,
        DayOfWeek.MONDAY,
        Instant.EPOCH);
  }

  private static EventExport export(ExportFormat format, Optional<String> event) {
    return new EventExport(range(), event, Optional.empty(), format);
  }

  private static EventExports.Prepared prepared(int project, EventExport export) {
    return prepared(project, export, EngineForTests.LIMITS);
  }

  private static EventExports.Prepared prepared(
      int project, EventExport export, QueryLimits limits) {
    EventExports exports =
        new EventExports(
            engine.reader(),
            engine.reader(),
            new StoredCatalogs(
                engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS),
            () -> UUID.randomUUID().toString(),
            limits);
    return exports.prepare(
        new ProjectContext(new ProjectId(project), ZoneOffset.UTC, DayOfWeek.MONDAY), export);
  }

  private static byte[] written(int project, EventExport export) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventExports.Prepared file = prepared(project, export);
    for (int i = 0; i < file.pieces(); i++) {
      file.write(i, bytes);
    }
    return bytes.toByteArray();
  }

  /** Has the engine read a file, which looks for each column where the footer says that it is. */
  private static void load(String table, byte[] file) throws Exception {
    engine.execute(
        "CREATE TABLE "
            + table
            + " (event String, time DateTime64(3, 'UTC'), received DateTime64(3, 'UTC'),"
            + " person UInt64, personKind String, personId String, device String, session String,"
            + " properties String, userProperties String) ENGINE = Log");
    try (InsertResponse inserted =
        engine
            .writer()
            .insert(table, new ByteArrayInputStream(file), ClickHouseFormat.Parquet)
            .get(30, TimeUnit.SECONDS)) {
      assertThat(inserted.getWrittenRows()).isGreaterThanOrEqualTo(0);
    }
  }

  private static String asked(String statement) {
    return engine.writer().queryAll(statement).getFirst().getString(1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<JsonNode> lines(byte[] bytes) {
    return text(bytes).lines().map(EventExportsIT::parsed).toList();
  }

  private static JsonNode json(String json) {
    return parsed(json.replace("\\\\'", "\\\"").replace('\'', '"'));
  }

  private static JsonNode parsed(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
