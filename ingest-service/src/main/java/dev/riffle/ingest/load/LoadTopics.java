package dev.riffle.ingest.load;

import dev.riffle.ingest.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** The broker's side of the configuration: the topic and the consumer that reads it. */
final class LoadTopics {
  private static final Logger LOG = Logger.getLogger(LoadTopics.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private LoadTopics() {}

  /** Waits until the topic is there; creates it when it is not, as the other role does. */
  static LoadTopic await(KafkaConfig kafka, LoadStatus status, BooleanSupplier stopping)
      throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      while (!stopping.getAsBoolean()) {
        Optional<LoadTopic> topic = find(admin, kafka, status);
        if (topic.isPresent()) {
          return topic.get();
        }
        Thread.sleep(PAUSE);
      }
    }
    throw new InterruptedException();
  }

  /** Settings of the consumer; the ones that delivery depends on are not configurable. */
  static Map<String, Object> consumer(KafkaConfig kafka, LoadConfig load) {
    return Map.ofEntries(
        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, load.consumerGroup()),
        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
        // a lost range must stop the partition, not be skipped
        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
        Map.entry(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            List.of(CooperativeStickyAssignor.class.getName())),
        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
        Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20),
        Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100),
        Map.entry(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName()),
        Map.entry(
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName()));
  }

  private static Optional<LoadTopic> find(Admin admin, KafkaConfig kafka, LoadStatus status)
      throws InterruptedException {
    String name = kafka.topic();
    try {
      TopicDescription topic =
          admin.describeTopics(List.of(name)).allTopicNames().get().values().iterator().next();
      int partitions = topic.partitions().size();
      if (partitions != kafka.partitions()) {
        String reason =
            "The topic has %d partitions, riffle.kafka.partitions says %d: numbers of persons depend on it, so it can never change."
                .formatted(partitions, kafka.partitions());
        status.fatal(reason);
        throw new IllegalStateException(reason);
      }
      return Optional.of(LoadTopic.of(name, topic.topicId(), partitions));
    } catch (ExecutionException e) {
      status.polled();
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        create(admin, kafka);
      } else {
        LOG.warnf("the topic cannot be read yet: reason=%s", e.getCause());
      }
      return Optional.empty();
    }
  }

  private static void create(Admin admin, KafkaConfig kafka) throws InterruptedException {
    NewTopic topic = new NewTopic(kafka.topic(), kafka.partitions(), kafka.replicationFactor());
    try {
      admin.createTopics(List.of(topic)).all().get();
      LOG.infof("topic created: partitions=%d", kafka.partitions());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("the topic cannot be created", e.getCause());
      }
    }
  }
}
