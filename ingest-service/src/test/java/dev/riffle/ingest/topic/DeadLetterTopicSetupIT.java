package dev.riffle.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.testing.KafkaEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterTopicSetupIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private KafkaEngine kafka;
  private Admin admin;

  private record Settings(
      String bootstrapServers,
      String topic,
      String deadLetterTopic,
      int partitions,
      short replicationFactor)
      implements KafkaConfig {}

  @BeforeAll
  void startBroker() {
    kafka = KafkaEngine.start();
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
  }

  @AfterAll
  void stopBroker() throws Exception {
    admin.close();
    kafka.close();
  }

  @Test
  void makesACompactedTopicOfOnePartitionOnceThoughTwoAskAtTheSameTime() throws Exception {
    Callable<Boolean> process =
        () -> {
          setup("made").ensureTopic();
          return true;
        };
    try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> done : processes.invokeAll(List.of(process, process))) {
        assertThat(done.get()).isTrue();
      }
    }
    setup("made").ensureTopic();

    assertThat(admin.describeTopics(List.of("made")).allTopicNames().get().values())
        .singleElement()
        .satisfies(topic -> assertThat(topic.partitions()).hasSize(1));
    assertThat(setting("made", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting("made", "max.message.bytes")).isEqualTo("8388608");
  }

  @Test
  void refusesATopicThatWouldLoseDeadLetters() throws Exception {
    create("expiring", 1, Map.of());
    create("both", 1, Map.of("cleanup.policy", "compact,delete", "max.message.bytes", "8388608"));
    create("narrow", 1, Map.of("cleanup.policy", "compact", "max.message.bytes", "8388607"));
    create("wide", 2, Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608"));
    create("fit", 1, Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608"));

    refused("expiring", "has cleanup.policy=delete, not compact: they would expire");
    refused("both", "has cleanup.policy=compact,delete, not compact: they would expire");
    refused("narrow", "has max.message.bytes=8388607, less than 8388608");
    refused("wide", "has 2 partitions, not 1");
    refused("events", "carries the events themselves");
    setup("fit").ensureTopic();
  }

  @Test
  void saysThatKafkaDoesNotAnswer() {
    KafkaConfig nobody = new Settings("127.0.0.1:1", "events", "dead", 4, (short) 1);

    assertThatThrownBy(() -> new DeadLetterTopicSetup(nobody, Duration.ofSeconds(2)).ensureTopic())
        .isInstanceOf(KafkaException.class)
        .hasMessage("Kafka at 127.0.0.1:1 gave no usable answer about topic dead within PT2S");
  }

  private String setting(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().values().stream()
        .map(config -> config.get(name).value())
        .findFirst()
        .orElseThrow();
  }

  private void refused(String topic, String fault) {
    assertThatThrownBy(() -> setup(topic).ensureTopic())
        .isInstanceOf(TopicMismatchException.class)
        .hasMessage(
            "topic %s cannot keep the dead letters, it %s;"
                + " alter it, or name another one with riffle.kafka.dead-letter-topic",
            topic, fault);
  }

  private void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
        .all()
        .get();
  }

  private DeadLetterTopicSetup setup(String topic) {
    return new DeadLetterTopicSetup(
        new Settings(kafka.bootstrapServers(), "events", topic, 4, (short) 1), TIMEOUT);
  }
}
