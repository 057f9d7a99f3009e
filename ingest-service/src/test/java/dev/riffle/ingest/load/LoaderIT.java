package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.EventTopic;
import dev.riffle.event.Identity;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.event.table.CatalogTable;
import dev.riffle.event.table.EventsTable;
import dev.riffle.event.table.LoadLedgerTable;
import dev.riffle.event.table.PersonsTable;
import dev.riffle.ingest.load.identity.AliasOrders;
import dev.riffle.ingest.load.identity.IdentityConfig;
import dev.riffle.ingest.load.retry.RetryConfig;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.testing.KafkaEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private KafkaEngine kafka;
  private TestClickHouse engine;
  private ClickHouse clickHouse;
  private Producer<byte[], byte[]> producer;
  private LoadRole role;
  private LoadStatus status;

  @BeforeAll
  void startEngines() {
    kafka = KafkaEngine.start();
    engine = TestClickHouse.start();
    clickHouse = engine.connect();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  void stopEngines() throws Exception {
    producer.close();
    clickHouse.close();
    engine.close();
    kafka.close();
  }

  @BeforeEach
  void startRole() {
    start(engine.settings());
    await().atMost(TIMEOUT).until(() -> status.partitions().size() == 4);
  }

  @AfterEach
  void stopRole() {
    role.close();
  }

  @Test
  void storesEveryRecordOnceAcrossARestart() {
    long before = count("SELECT count() FROM events");
    SampleEvents sample = new SampleEvents(1, 500);
    send(sample.next(3_000));
    awaitRows(before + 3_000);
    role.close();
    send(sample.next(2_000));
    start();
    awaitRows(before + 5_000);
    assertThat(count("SELECT uniqExact(_ingest_id) FROM events")).isEqualTo(before + 5_000);
    assertThat(count("SELECT uniqExact(_source, _offset) FROM events")).isEqualTo(before + 5_000);
  }

  @Test
  void numbersOfPersonsAreDenseAndEachPersonHasOne() {
    SampleEvents sample = new SampleEvents(2, 300);
    long before = count("SELECT count() FROM events");
    send(sample.next(3_000));
    awaitRows(before + 3_000);
    assertThat(count("SELECT uniqExact(aid) - count() FROM persons FINAL")).isZero();
    assertThat(
            count(
                """
                SELECT countIf(greatest != 4 * (persons - 1) + (greatest - 1) % 4 + 1)
                FROM (SELECT max(aid) AS greatest, count() AS persons FROM persons FINAL GROUP BY (aid - 1) % 4)
                """))
        .isZero();
    assertThat(
            count(
                """
                SELECT count() FROM events AS e
                LEFT ANTI JOIN (SELECT aid FROM persons FINAL) AS p ON e.aid = p.aid
                """))
        .isZero();
  }

  @Test
  void anEventSeesTheUserPropertiesOfItsTime() {
    long before = count("SELECT count() FROM events");
    SampleEvents sample = new SampleEvents(3, 1);
    List<EventRecord> events = sample.next(200);
    send(events);
    awaitRows(before + 200);
    ReferenceLoad reference = new ReferenceLoad();
    for (int i = 0; i < events.size(); i++) {
      reference.take(events.get(i), i);
    }
    List<List<String>> rows =
        clickHouse.query(
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
    Map<String, String> settings = new HashMap<>(engine.settings());
    settings.put("riffle.identity.interval", "100ms");
    role.close();
    start(settings);
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
    send(List.of(before));
    await()
        .atMost(TIMEOUT)
        .until(() -> count("SELECT count() FROM events WHERE device_id = 'a phone'") == 1);
    send(List.of(login));
    await()
        .atMost(TIMEOUT)
        .until(() ->
            count(
                    "SELECT count() FROM events WHERE device_id = 'a phone' AND uid = "
                        + "(SELECT aid FROM persons WHERE sender_id = 'who comes late')")
                == 2);
    await().atMost(TIMEOUT).until(() -> status.identity().words().startsWith("nothing pending"));
  }

  @Test
  void keepsTheBytesOfWhatItCannotRead() throws Exception {
    byte[] key = "k".getBytes(StandardCharsets.UTF_8);
    var _ = producer.send(new ProducerRecord<>("events", key, new byte[] {1, 2}));
    ProducerRecord<byte[], byte[]> newer = new ProducerRecord<>("events", key, new byte[] {3});
    newer.headers().add(EventTopic.VERSION_HEADER, "99".getBytes(StandardCharsets.UTF_8));
    var _ = producer.send(newer);
    producer.flush();
    await().atMost(TIMEOUT).until(() -> deadLetters().size() == 2);
    assertThat(deadLetters())
        .allSatisfy(letter -> {
          assertThat(letter.reason()).isEqualTo(DeadLetterReason.UNKNOWN_VERSION);
          assertThat(letter.key()).isEqualTo(key);
        })
        .extracting(letter -> HexFormat.of().formatHex(letter.value()))
        .containsExactlyInAnyOrder("0102", "03");
  }

  @Test
  void storesTheFirstOfWhatASenderSendsAgainAcrossARestart() {
    long before = count("SELECT count() FROM events");
    List<EventRecord> events = new SampleEvents(14, 40, "retrying-").next(500);
    send(events);
    awaitRows(before + 500);
    send(retriesOf(events));
    role.close();
    start();
    send(retriesOf(events));
    send(new SampleEvents(15, 1, "retrying-").next(1));
    awaitRows(before + 501);
    assertThat(count("SELECT uniqExact(aid, mid) FROM events WHERE _offset >= 0"))
        .isEqualTo(count("SELECT count() FROM events"));
  }

  private static List<EventRecord> retriesOf(List<EventRecord> events) {
    return events.stream().map(event -> SampleEvents.retryOf(event, UUID.randomUUID())).toList();
  }

  private List<DeadLetter> deadLetters() throws Exception {
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition("events-dead-letter", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Map<String, byte[]> headers = new HashMap<>();
          record.headers().forEach(header -> headers.put(header.key(), header.value()));
          letters.add(
              DeadLetterCodec.decode(
                  new DeadLetterCodec.Parts(record.key(), headers, record.value())));
        }
      }
    }
    return letters;
  }

  @Test
  void theAuditFindsWhatIsLoadedAndMissesWhatIsGoneUntilItIsRepaired() throws Exception {
    long before = count("SELECT count() FROM events");
    send(new SampleEvents(4, 100, "audited-").next(1_000));
    awaitRows(before + 1_000);
    await().atMost(TIMEOUT).until(() -> status.audit().words().contains("looks, all equal"));
    clickHouse.execute(
        "DELETE FROM events WHERE (_source, _offset) IN (SELECT _source, max(_offset) FROM events"
            + " GROUP BY _source LIMIT 1)",
        Map.of());
    send(new SampleEvents(5, 100, "audited-").next(1_000));
    await().atMost(TIMEOUT).until(() -> status.audit().words().contains("missing_rows"));

    // the repair of docs/delivery.md
    role.close();
    loadAgainFromTheBeginning();
    start();
    awaitRows(before + 2_000);
    await().atMost(TIMEOUT).until(() -> status.audit().words().contains("looks, all equal"));
  }

  private void loadAgainFromTheBeginning() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(
              "riffle-load",
              IntStream.range(0, 4)
                  .boxed()
                  .collect(
                      Collectors.toMap(
                          partition -> new TopicPartition("events", partition),
                          _ -> new OffsetAndMetadata(0))))
          .all()
          .get();
    }
  }

  @Test
  void theLagIsKnownWhileTheEngineIsAwayFromTheStartOn() {
    role.close();
    send(new SampleEvents(6, 100, "audited-").next(1_000));
    start(Map.of("riffle.clickhouse.url", "http://127.0.0.1:1"));
    await().atMost(Duration.ofSeconds(15)).until(() -> lagRecords() == 1_000);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> status.partitions().values().stream().allMatch(one -> lagMillis(one) > 0));
    assertThat(status.partitions().values())
        .extracting(LoadStatus.PartitionStatus::state)
        .containsOnly(PartitionWorker.State.RECOVERING);
    assertThat(LoadReadiness.of(status, true).getData().orElseThrow().get("state"))
        .asString()
        .startsWith("waiting for the engine");

    long closing = System.nanoTime();
    role.close();
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(5));

    long rows = count("SELECT count() FROM events");
    start();
    awaitRows(rows + 1_000);
    await()
        .atMost(TIMEOUT)
        .until(() -> status.partitions().values().stream().allMatch(one -> lagMillis(one) == 0));
  }

  private long lagRecords() {
    return status.partitions().values().stream().mapToLong(one -> one.lag().records()).sum();
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
    assertThat(new dev.riffle.event.table.Migrator(clickHouse).migrate()).isEmpty();
  }

  private void start() {
    start(engine.settings());
  }

  private void start(Map<String, String> engineSettings) {
    status = new LoadStatus(new SimpleMeterRegistry(), InstantSource.system());
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(LoadConfig.class)
            .withMapping(RetryConfig.class)
            .withMapping(IdentityConfig.class)
            // rows stay as they were written, except where that is the question
            .withDefaultValue("riffle.identity.interval", "1h")
            .withDefaultValue("riffle.load.retry-directory", directory.toString())
            .withMapping(KafkaConfig.class)
            .withMapping(ClickHouseConfig.class)
            .withDefaultValue("riffle.load.audit-interval", "100ms")
            .withDefaultValue("riffle.kafka.bootstrap-servers", kafka.bootstrapServers())
            .withDefaultValues(engineSettings)
            .build();
    role =
        new LoadRole(
            new LoadRole.Config(
                config.getConfigMapping(LoadConfig.class),
                config.getConfigMapping(RetryConfig.class),
                config.getConfigMapping(IdentityConfig.class),
                config.getConfigMapping(KafkaConfig.class),
                config.getConfigMapping(ClickHouseConfig.class)),
            AliasOrders.NONE,
            status,
            InstantSource.system());
    role.start();
  }

  private void send(List<EventRecord> events) {
    for (EventRecord event : events) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              "events",
              event.identity().sender().kafkaKey(event.project()),
              EventCodec.encode(event));
      record.headers().add(EventTopic.VERSION_HEADER, EventTopic.currentVersion());
      var _ = producer.send(record);
    }
    producer.flush();
  }

  private void awaitRows(long rows) {
    await().atMost(TIMEOUT).until(() -> count("SELECT count() FROM events") >= rows);
    assertThat(count("SELECT count() FROM events")).isEqualTo(rows);
  }

  private long count(String query) {
    return Long.parseLong(clickHouse.query(query, Map.of()).getFirst().getFirst());
  }

  private List<String> columns(String table) {
    return clickHouse.read(
        "SELECT concat(name, ' ', type) FROM system.columns WHERE database = currentDatabase() AND"
            + " table = {table:String} ORDER BY position",
        Map.of("table", table),
        dev.riffle.event.row.RowBinaryReader::readText);
  }
}
