package dev.riffle.ingest.topic;

import dev.riffle.event.deadletter.DeadLetterTopic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Creates the topic of the dead letters when there is none: compacted, so that each stays until it
 * is purged and one that is kept twice is there once. Insists on that of a topic that it finds.
 */
public final class DeadLetterTopicSetup {
  private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

  private final KafkaConfig kafka;
  private final Duration timeout;

  /**
   * @param timeout how long Kafka may take for one answer
   */
  public DeadLetterTopicSetup(KafkaConfig kafka, Duration timeout) {
    this.kafka = kafka;
    this.timeout = timeout;
  }

  /**
   * Blocks until the topic is there. Several processes may do so at once.
   *
   * @throws KafkaException when Kafka gives no usable answer in time; it may later
   * @throws TopicMismatchException when the topic would lose dead letters, or could not hold them
   */
  public void ensureTopic() throws InterruptedException {
    String topic = kafka.deadLetterTopic();
    if (topic.equals(kafka.topic())) {
      throw TopicMismatchException.ofDeadLetters(topic, "carries the events themselves");
    }
    Optional<String> unfit =
        TopicAdmin.ask(kafka.bootstrapServers(), topic, timeout, this::createOrLookForFaults);
    if (unfit.isPresent()) {
      throw TopicMismatchException.ofDeadLetters(topic, unfit.get());
    }
  }

  private Optional<String> createOrLookForFaults(TopicAdmin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<TopicDescription> found = admin.find();
    TopicDescription topic = found.isPresent() ? found.get() : admin.create(wanted());
    return fault(topic.partitions().size(), admin.settings());
  }

  private NewTopic wanted() {
    return new NewTopic(
            kafka.deadLetterTopic(), DeadLetterTopic.PARTITIONS, kafka.replicationFactor())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(DeadLetterTopic.MESSAGE_BYTES_MAX)));
  }

  private static Optional<String> fault(int partitions, Map<String, String> settings) {
    if (partitions != DeadLetterTopic.PARTITIONS) {
      return Optional.of("has %d partitions, not 1".formatted(partitions));
    }
    String policy = settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
    if (!policy.equals(COMPACT)) {
      return Optional.of("has cleanup.policy=%s, not compact: they would expire".formatted(policy));
    }
    String bytes = settings.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0");
    if (Long.parseLong(bytes) < DeadLetterTopic.MESSAGE_BYTES_MAX) {
      return Optional.of(
          "has max.message.bytes=%s, less than %d"
              .formatted(bytes, DeadLetterTopic.MESSAGE_BYTES_MAX));
    }
    return Optional.empty();
  }
}
