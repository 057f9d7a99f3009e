package dev.riffle.ingest.topic;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Creates the topic when there is none, and insists on its number of partitions. */
public final class TopicSetup {
  private final KafkaConfig kafka;
  private final Duration timeout;

  /**
   * @param timeout how long Kafka may take for one answer
   */
  public TopicSetup(KafkaConfig kafka, Duration timeout) {
    this.kafka = kafka;
    this.timeout = timeout;
  }

  /**
   * Blocks until the topic is there. Both roles may do so at once.
   *
   * @throws KafkaException when Kafka gives no usable answer in time; it may later
   * @throws TopicMismatchException when the topic has another number of partitions: a sender's
   *     events would change their partition, and with it their order and their numbers
   */
  public LogTopic ensureTopic() throws InterruptedException {
    LogTopic topic =
        TopicAdmin.ask(kafka.bootstrapServers(), kafka.topic(), timeout, this::findOrCreate);
    if (topic.partitions() != kafka.partitions()) {
      throw TopicMismatchException.ofPartitions(
          topic.name(), topic.partitions(), kafka.partitions());
    }
    return topic;
  }

  LogTopic findOrCreate(TopicAdmin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<TopicDescription> found = admin.find();
    TopicDescription topic =
        found.isPresent()
            ? found.get()
            : admin.create(
                new NewTopic(kafka.topic(), kafka.partitions(), kafka.replicationFactor()));
    return LogTopic.of(topic.name(), topic.topicId(), topic.partitions().size());
  }
}
