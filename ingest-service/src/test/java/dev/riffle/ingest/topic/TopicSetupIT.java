package dev.riffle.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.testing.KafkaEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicSetupIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private KafkaEngine kafka;

  private record Settings(
      String bootstrapServers, String topic, int partitions, short replicationFactor)
      implements KafkaConfig {
    @Override
    public String deadLetterTopic() {
      return "unused";
    }
  }

  @BeforeAll
  void startBroker() {
    kafka = KafkaEngine.start();
  }

  @AfterAll
  void stopBroker() throws Exception {
    kafka.close();
  }

  @Test
  void makesTheTopicOnceAndInsistsOnItsPartitions() throws Exception {
    LogTopic made = setup("once", 3).ensureTopic();

    assertThat(made.name()).isEqualTo("once");
    assertThat(made.partitions()).isEqualTo(3);
    assertThat(setup("once", 3).ensureTopic()).isEqualTo(made);
    assertThatThrownBy(() -> setup("once", 4).ensureTopic())
        .isInstanceOf(TopicMismatchException.class)
        .hasMessage(
            "topic once has 3 partitions, but riffle.kafka.partitions is 4;"
                + " the number cannot be changed");
  }

  @Test
  void bothRolesMaySetItUpAtTheSameTime() throws Exception {
    Callable<LogTopic> role = () -> setup("both", 4).ensureTopic();
    try (ExecutorService roles = Executors.newFixedThreadPool(2)) {
      List<Future<LogTopic>> topics = roles.invokeAll(List.of(role, role));

      assertThat(topics.getFirst().get()).isEqualTo(topics.getLast().get());
    }
  }

  @Test
  void waitsUntilTheBrokerKnowsWhatSomebodyElseHasMade() throws Exception {
    LogTopic made = setup("late", 3).ensureTopic();
    try (LateBroker broker = new LateBroker(kafka.bootstrapServers(), 3)) {
      LogTopic found =
          setup("late", 3).findOrCreate(new TopicAdmin(broker, "late", Duration.ofSeconds(10)));

      assertThat(found).isEqualTo(made);
      assertThat(broker.lookedForUnknown()).isEqualTo(3);
    }
  }

  @Test
  void givesUpOnABrokerThatNeverKnowsIt() {
    try (LateBroker broker = new LateBroker(kafka.bootstrapServers(), Integer.MAX_VALUE)) {
      TopicAdmin admin = new TopicAdmin(broker, "never", Duration.ofMillis(500));

      assertThatThrownBy(() -> setup("never", 3).findOrCreate(admin))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("the topic was made, but the broker does not know it");
      assertThat(broker.lookedForUnknown()).isGreaterThan(2);
    }
  }

  @Test
  void saysThatKafkaDoesNotAnswer() {
    KafkaConfig nobody = new Settings("127.0.0.1:1", "events", 4, (short) 1);

    assertThatThrownBy(() -> new TopicSetup(nobody, Duration.ofSeconds(2)).ensureTopic())
        .isInstanceOf(KafkaException.class)
        .hasMessage("Kafka at 127.0.0.1:1 gave no usable answer about topic events within PT2S");
  }

  private TopicSetup setup(String topic, int partitions) {
    return new TopicSetup(
        new Settings(kafka.bootstrapServers(), topic, partitions, (short) 1), TIMEOUT);
  }
}
