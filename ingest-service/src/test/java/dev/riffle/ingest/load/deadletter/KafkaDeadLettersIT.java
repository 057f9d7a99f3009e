package dev.riffle.ingest.load.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.ingest.topic.DeadLetterTopicSetup;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.testing.KafkaEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Over a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaDeadLettersIT {
  /** Kafka's default {@code max.message.bytes}, which the events' topic has. */
  private static final int EVENT_BATCH_BYTES_MAX = 1_048_588;

  /** What a batch of one record with a key of 9 bytes and one header adds to the value. */
  private static final int BATCH_OVERHEAD_BYTES = 90;

  private KafkaEngine kafka;

  private record Settings(
      String bootstrapServers,
      String topic,
      String deadLetterTopic,
      int partitions,
      short replicationFactor)
      implements KafkaConfig {}

  @BeforeAll
  void startBrokerWithATopicOfEvents() throws Exception {
    kafka = KafkaEngine.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("events", 1, (short) 1))).all().get();
    }
  }

  @AfterAll
  void stopBroker() throws Exception {
    kafka.close();
  }

  @Test
  void whatIsKeptTwiceHasOneKeyAndIsReadBackWhole() throws Exception {
    setup("twice");
    DeadLetter first = SampleLetters.letter(1, new byte[] {1, 2, 3});
    DeadLetter empty = SampleLetters.letter(2, new byte[0]);
    try (KafkaDeadLetters letters = letters("twice")) {
      letters.keep(List.of(first, empty));
      letters.keep(List.of(first, empty));
    }

    List<DeadLetter> read = read("twice");

    assertThat(read).hasSize(4);
    assertThat(read.stream().map(letter -> letter.id().text()).distinct())
        .containsExactly("458754-1-0", "458754-2-0");
    assertThat(read.get(2)).usingRecursiveComparison().isEqualTo(first);
    assertThat(read.get(3)).usingRecursiveComparison().isEqualTo(empty);
  }

  @Test
  void theLargestRecordOfTheEventsTopicFits() throws Exception {
    setup("large");
    // random bytes: nothing that compression could make smaller
    byte[] value = new byte[EVENT_BATCH_BYTES_MAX - BATCH_OVERHEAD_BYTES];
    new Random(1).nextBytes(value);
    DeadLetter largest = SampleLetters.letter(1, value);
    DeadLetter inflated = SampleLetters.letter(2, new byte[20 << 20]);
    assertThat(fitsIntoTheEventsTopic(largest, value.length)).isTrue();
    assertThat(fitsIntoTheEventsTopic(largest, value.length + 20)).isFalse();

    try (KafkaDeadLetters letters = letters("large")) {
      letters.keep(List.of(largest, inflated));
    }

    List<DeadLetter> read = read("large");
    assertThat(read).hasSize(2);
    assertThat(read.getFirst().value()).isEqualTo(value);
    assertThat(read.getLast().value()).hasSize(20 << 20);
  }

  @Test
  void whatIsTooLargeEvenHereIsNotTakenForKept() throws Exception {
    setup("too-large");
    try (KafkaDeadLetters letters = letters("too-large")) {
      assertThatThrownBy(
              () -> letters.keep(List.of(SampleLetters.letter(1, new byte[(32 << 20) + 1]))))
          .isInstanceOf(DeadLetters.UnavailableException.class)
          .hasRootCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void saysInBoundedTimeThatTheTopicIsAwayAndGoesOnWhenItIsThere() throws Exception {
    List<DeadLetter> many = new ArrayList<>();
    for (int offset = 0; offset < 100; offset++) {
      many.add(SampleLetters.letter(offset, new byte[10]));
    }
    try (KafkaDeadLetters letters = letters("later")) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> letters.keep(many))
          .isInstanceOf(DeadLetters.UnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));

      setup("later");
      letters.keep(many);
    }
    assertThat(read("later")).hasSize(100);
  }

  private boolean fitsIntoTheEventsTopic(DeadLetter letter, int valueBytes) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("events", letter.key(), Arrays.copyOf(letter.value(), valueBytes));
    record.headers().add("v", letter.version());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 4 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(record).get().hasOffset();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(RecordTooLargeException.class);
      return false;
    }
  }

  private KafkaDeadLetters letters(String topic) {
    return new KafkaDeadLetters(kafka.bootstrapServers(), topic);
  }

  private void setup(String topic) throws InterruptedException {
    new DeadLetterTopicSetup(
            new Settings(kafka.bootstrapServers(), "events", topic, 1, (short) 1),
            Duration.ofSeconds(10))
        .ensureTopic();
  }

  private List<DeadLetter> read(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).values().stream().mapToLong(e -> e).sum();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          letters.add(letter(record));
        }
      }
    }
    return letters;
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) throws Exception {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    return DeadLetterCodec.decode(new DeadLetterCodec.Parts(record.key(), headers, record.value()));
  }
}
