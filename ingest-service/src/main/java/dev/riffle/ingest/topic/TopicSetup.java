package dev.riffle.ingest.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

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
    try (Admin admin = Admin.create(adminSettings())) {
      LogTopic topic = find(admin).orElse(null);
      if (topic == null) {
        topic = create(admin);
      }
      if (topic.partitions() != kafka.partitions()) {
        throw new TopicMismatchException(topic.name(), topic.partitions(), kafka.partitions());
      }
      return topic;
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(
          "Kafka at %s gave no usable answer about topic %s within %s"
              .formatted(kafka.bootstrapServers(), kafka.topic(), timeout),
          e);
    }
  }

  private Optional<LogTopic> find(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return Optional.of(describe(admin));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private LogTopic create(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    String name = kafka.topic();
    CreateTopicsResult created =
        admin.createTopics(
            List.of(new NewTopic(name, kafka.partitions(), kafka.replicationFactor())));
    try {
      return LogTopic.of(name, await(created.topicId(name)), await(created.numPartitions(name)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return describe(admin);
      }
      throw e;
    }
  }

  private LogTopic describe(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    String name = kafka.topic();
    TopicDescription topic =
        await(admin.describeTopics(List.of(name)).allTopicNames()).values().iterator().next();
    return LogTopic.of(name, topic.topicId(), topic.partitions().size());
  }

  private <T> T await(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Map<String, Object> adminSettings() {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        kafka.bootstrapServers(),
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(timeout.toMillis()),
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(timeout.dividedBy(2).toMillis()));
  }
}
