package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.EventTopic;
import dev.riffle.event.Identity;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.event.table.CatalogTable;
import dev.riffle.event.table.EventsTable;
import dev.riffle.event.table.LoadLedgerTable;
import dev.riffle.event.table.PersonsTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole role over a real broker and a real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoaderIT {
  private static final Duration TIMEOUT = RunningLoader.TIMEOUT;

  private RunningLoader loader;

  @BeforeAll
  void startEngines(@TempDir Path directory) {
    loader = new RunningLoader(directory);
  }

  @AfterAll
  void stopEngines() throws Exception {
    loader.close();
  }

  @BeforeEach
  void startLoader() {
    loader.start();
    await().atMost(TIMEOUT).until(() -> loader.status().partitions().size() == 4);
  }

  @AfterEach
  void stopLoader() {
    loader.stop();
  }

  @Test
  void storesEveryRecordOnceAcrossARestart() {
    long before = loader.count("SELECT count() FROM events");
    SampleEvents sample = new SampleEvents(1, 500);
    loader.send(sample.next(3_000));
    loader.awaitRows(before + 3_000);
    loader.stop();
    loader.send(sample.next(2_000));
    loader.start();
    loader.awaitRows(before + 5_000);
    assertThat(loader.count("SELECT uniqExact(_ingest_id) FROM events")).isEqualTo(before + 5_000);
    assertThat(loader.count("SELECT uniqExact(_source, _offset) FROM events"))
        .isEqualTo(before + 5_000);
  }

  @Test
  void numbersOfPersonsAreDenseAndEachPersonHasOne() {
    SampleEvents sample = new SampleEvents(2, 300);
    long before = loader.count("SELECT count() FROM events");
    loader.send(sample.next(3_000));
    loader.awaitRows(before + 3_000);
    assertThat(loader.count("SELECT uniqExact(aid) - count() FROM persons FINAL")).isZero();
    assertThat(
            loader.count(
                """
                SELECT countIf(greatest != 4 * (persons - 1) + (greatest - 1) % 4 + 1)
                FROM (SELECT max(aid) AS greatest, count() AS persons FROM persons FINAL GROUP BY (aid - 1) % 4)
                """))
        .isZero();
    assertThat(
            loader.count(
                """
                SELECT count() FROM events AS e
                LEFT ANTI JOIN (SELECT aid FROM persons FINAL) AS p ON e.aid = p.aid
                """))
        .isZero();
  }

  @Test
  void anEventSeesTheUserPropertiesOfItsTime() {
    long before = loader.count("SELECT count() FROM events");
    SampleEvents sample = new SampleEvents(3, 1);
    List<EventRecord> events = sample.next(200);
    loader.send(events);
    loader.awaitRows(before + 200);
    ReferenceLoad reference = new ReferenceLoad();
    for (int i = 0; i < events.size(); i++) {
      reference.take(events.get(i), i);
    }
    List<List<String>> rows =
        loader
            .clickHouse()
            .query(
                """
                SELECT toString(_ingest_id), u_plan, u_country, toString(user_number['logins']), user_text['firstSource']
                FROM events WHERE aid IN (SELECT aid FROM persons WHERE sender_id = 'user-0')
                ORDER BY _offset DESC LIMIT 200
                """,
                Map.of());
    assertThat(rows)
        .hasSize(200)
        .allSatisfy(row -> assertThat(row.subList(1, 5)).isEqualTo(reference.columns(row.get(0))));
  }

  @Test
  void eventsBeforeTheLoginBecomeTheUsers() {
    loader.stop();
    loader.start(Map.of("riffle.identity.interval", "100ms"));
    EventTime noon =
        new EventTime(SampleEvents.START, SampleEvents.START, SampleEvents.START, false);
    EventRecord before =
        EventRecord.track(
            UUID.randomUUID(),
            SampleEvents.PROJECT,
            "Page Viewed",
            Identity.ofDevice("a phone"),
            noon,
            Map.of());
    EventRecord login =
        EventRecord.track(
            UUID.randomUUID(),
            SampleEvents.PROJECT,
            "Logged In",
            new Identity("who comes late", "a phone"),
            noon,
            Map.of());
    loader.send(List.of(before));
    await()
        .atMost(TIMEOUT)
        .until(() -> loader.count("SELECT count() FROM events WHERE device_id = 'a phone'") == 1);
    loader.send(List.of(login));
    await()
        .atMost(TIMEOUT)
        .until(() ->
            loader.count(
                    "SELECT count() FROM events WHERE device_id = 'a phone' AND uid = "
                        + "(SELECT aid FROM persons WHERE sender_id = 'who comes late')")
                == 2);
    await()
        .atMost(TIMEOUT)
        .until(() -> loader.status().identity().words().startsWith("nothing pending"));
  }

  @Test
  void keepsTheBytesOfWhatItCannotRead() throws Exception {
    byte[] key = "k".getBytes(StandardCharsets.UTF_8);
    loader.sendRaw(new ProducerRecord<>("events", key, new byte[] {1, 2}));
    ProducerRecord<byte[], byte[]> newer = new ProducerRecord<>("events", key, new byte[] {3});
    newer.headers().add(EventTopic.VERSION_HEADER, "99".getBytes(StandardCharsets.UTF_8));
    loader.sendRaw(newer);
    await().atMost(TIMEOUT).until(() -> loader.deadLetters().size() == 2);
    assertThat(loader.deadLetters())
        .allSatisfy(letter -> {
          assertThat(letter.reason()).isEqualTo(DeadLetterReason.UNKNOWN_VERSION);
          assertThat(letter.key()).isEqualTo(key);
        })
        .extracting(letter -> HexFormat.of().formatHex(letter.value()))
        .containsExactlyInAnyOrder("0102", "03");
  }

  @Test
  void storesTheFirstOfWhatASenderSendsAgainAcrossARestart() {
    long before = loader.count("SELECT count() FROM events");
    List<EventRecord> events = new SampleEvents(14, 40, "retrying-").next(500);
    loader.send(events);
    loader.awaitRows(before + 500);
    loader.send(retriesOf(events));
    loader.stop();
    loader.start();
    loader.send(retriesOf(events));
    loader.send(new SampleEvents(15, 1, "retrying-").next(1));
    loader.awaitRows(before + 501);
    assertThat(loader.count("SELECT uniqExact(aid, mid) FROM events WHERE _offset >= 0"))
        .isEqualTo(loader.count("SELECT count() FROM events"));
  }

  private static List<EventRecord> retriesOf(List<EventRecord> events) {
    return events.stream().map(event -> SampleEvents.retryOf(event, UUID.randomUUID())).toList();
  }

  @Test
  void theAuditFindsWhatIsLoadedAndMissesWhatIsGoneUntilItIsRepaired() throws Exception {
    long before = loader.count("SELECT count() FROM events");
    loader.send(new SampleEvents(4, 100, "audited-").next(1_000));
    loader.awaitRows(before + 1_000);
    await()
        .atMost(TIMEOUT)
        .until(() -> loader.status().audit().words().contains("looks, all equal"));
    loader
        .clickHouse()
        .execute(
            "DELETE FROM events WHERE (_source, _offset) IN (SELECT _source, max(_offset) FROM events"
                + " GROUP BY _source LIMIT 1)",
            Map.of());
    loader.send(new SampleEvents(5, 100, "audited-").next(1_000));
    await().atMost(TIMEOUT).until(() -> loader.status().audit().words().contains("missing_rows"));

    // the repair of docs/delivery.md
    loader.stop();
    loader.loadAgainFromTheBeginning();
    loader.start();
    loader.awaitRows(before + 2_000);
    await()
        .atMost(TIMEOUT)
        .until(() -> loader.status().audit().words().contains("looks, all equal"));
  }

  @Test
  void theLagIsKnownWhileTheEngineIsAwayFromTheStartOn() {
    loader.stop();
    loader.send(new SampleEvents(6, 100, "audited-").next(1_000));
    loader.start(Map.of("riffle.clickhouse.url", "http://127.0.0.1:1"));
    await().atMost(Duration.ofSeconds(15)).until(() -> lagRecords() == 1_000);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() ->
            loader.status().partitions().values().stream().allMatch(one -> lagMillis(one) > 0));
    assertThat(loader.status().partitions().values())
        .extracting(LoadStatus.PartitionStatus::state)
        .containsOnly(PartitionWorker.State.RECOVERING);
    assertThat(LoadReadiness.of(loader.status(), true).getData().orElseThrow().get("state"))
        .asString()
        .startsWith("waiting for the engine");

    long closing = System.nanoTime();
    loader.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(5));

    long rows = loader.count("SELECT count() FROM events");
    loader.start();
    loader.awaitRows(rows + 1_000);
    await()
        .atMost(TIMEOUT)
        .until(() ->
            loader.status().partitions().values().stream().allMatch(one -> lagMillis(one) == 0));
  }

  private long lagRecords() {
    return loader.status().partitions().values().stream()
        .mapToLong(one -> one.lag().records())
        .sum();
  }

  private static long lagMillis(LoadStatus.PartitionStatus partition) {
    return partition.lag().millis(InstantSource.system().millis());
  }

  @Test
  void tablesAreAsTheCodeSaysAndMigratingAgainDoesNothing() {
    assertThat(columns(EventsTable.NAME))
        .containsExactlyElementsOf(
            EventsTable.columns().stream().map(c -> c.columnName() + " " + c.type()).toList());
    assertThat(columns(PersonsTable.NAME))
        .containsExactlyElementsOf(
            PersonsTable.columns().stream().map(c -> c.columnName() + " " + c.type()).toList());
    assertThat(columns(CatalogTable.NAME))
        .containsExactlyElementsOf(
            CatalogTable.columns().stream().map(c -> c.columnName() + " " + c.type()).toList());
    assertThat(columns(LoadLedgerTable.NAME))
        .containsExactlyElementsOf(
            LoadLedgerTable.columns().stream().map(c -> c.columnName() + " " + c.type()).toList());
    assertThat(new dev.riffle.event.table.Migrator(loader.clickHouse()).migrate()).isEmpty();
  }

  private List<String> columns(String table) {
    return loader
        .clickHouse()
        .read(
            "SELECT concat(name, ' ', type) FROM system.columns WHERE database = currentDatabase() AND"
                + " table = {table:String} ORDER BY position",
            Map.of("table", table),
            dev.riffle.event.row.RowBinaryReader::readText);
  }
}
