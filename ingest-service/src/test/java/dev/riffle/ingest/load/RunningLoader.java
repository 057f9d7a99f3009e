package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.ingest.load.identity.AliasOrders;
import dev.riffle.ingest.load.identity.IdentityConfig;
import dev.riffle.ingest.load.retry.RetryConfig;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.testing.KafkaEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** A loader over a broker and an engine of its own, which outlive it. */
final class RunningLoader implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Path directory;
  private final KafkaEngine kafka = KafkaEngine.start();
  private final TestClickHouse engine = TestClickHouse.start();
  private final ClickHouse clickHouse = engine.connect();
  private final Producer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private @Nullable LoadRole role;
  private LoadStatus status = new LoadStatus(new SimpleMeterRegistry(), InstantSource.system());

  /** Not started yet; its index of message ids goes into the directory. */
  RunningLoader(Path directory) {
    this.directory = directory;
  }

  void start() {
    start(Map.of());
  }

  /** Starts the role anew, with these settings instead of the usual ones. */
  void start(Map<String, String> settings) {
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
            .withDefaultValues(engine.settings())
            .withDefaultValues(settings)
            .build();
    LoadRole started =
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
    started.start();
    role = started;
  }

  void stop() {
    if (role != null) {
      role.close();
      role = null;
    }
  }

  LoadStatus status() {
    return status;
  }

  ClickHouse clickHouse() {
    return clickHouse;
  }

  void send(List<EventRecord> events) {
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

  /** Sends a record as it is. */
  void sendRaw(ProducerRecord<byte[], byte[]> record) {
    var _ = producer.send(record);
    producer.flush();
  }

  /** Waits until there are so many events, and no more. */
  void awaitRows(long rows) {
    await().atMost(TIMEOUT).until(() -> count("SELECT count() FROM events") >= rows);
    assertThat(count("SELECT count() FROM events")).isEqualTo(rows);
  }

  long count(String query) {
    return Long.parseLong(clickHouse.query(query, Map.of()).getFirst().getFirst());
  }

  List<DeadLetter> deadLetters() throws Exception {
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

  void loadAgainFromTheBeginning() throws Exception {
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

  @Override
  public void close() throws Exception {
    stop();
    producer.close();
    clickHouse.close();
    engine.close();
    kafka.close();
  }
}
