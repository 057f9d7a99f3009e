package dev.riffle.ingest.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers are asked about one topic, each answer within a time. */
final class TopicAdmin {
  private final Admin admin;
  private final String topic;
  private final Duration timeout;

  private TopicAdmin(Admin admin, String topic, Duration timeout) {
    this.admin = admin;
    this.topic = topic;
    this.timeout = timeout;
  }

  /** Asks in several steps. */
  @FunctionalInterface
  interface Conversation<T> {
    T with(TopicAdmin admin) throws ExecutionException, InterruptedException, TimeoutException;
  }

  /** A topic as it was made. */
  record Created(Uuid id, int partitions) {}

  /**
   * Connects, asks, disconnects.
   *
   * @param timeout how long Kafka may take for one answer
   * @throws KafkaException when Kafka gives no usable answer in time; it may later
   */
  static <T> T ask(
      String bootstrapServers, String topic, Duration timeout, Conversation<T> conversation)
      throws InterruptedException {
    try (Admin admin = Admin.create(settings(bootstrapServers, timeout))) {
      return conversation.with(new TopicAdmin(admin, topic, timeout));
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(
          "Kafka at %s gave no usable answer about topic %s within %s"
              .formatted(bootstrapServers, topic, timeout),
          e);
    }
  }

  Optional<TopicDescription> find()
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return Optional.of(describe());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  TopicDescription describe() throws ExecutionException, InterruptedException, TimeoutException {
    return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().iterator().next();
  }

  /** Makes the topic; empty when somebody else has made it meanwhile. */
  Optional<Created> create(NewTopic wanted)
      throws ExecutionException, InterruptedException, TimeoutException {
    CreateTopicsResult created = admin.createTopics(List.of(wanted));
    try {
      return Optional.of(
          new Created(await(created.topicId(topic)), await(created.numPartitions(topic))));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The topic's settings that are in force, by name. */
  Map<String, String> settings() throws ExecutionException, InterruptedException, TimeoutException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> settings = new HashMap<>();
    for (Config config : await(admin.describeConfigs(List.of(resource)).all()).values()) {
      config.entries().forEach(entry -> settings.put(entry.name(), String.valueOf(entry.value())));
    }
    return settings;
  }

  private <T> T await(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Map<String, Object> settings(String bootstrapServers, Duration timeout) {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(timeout.toMillis()),
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(timeout.dividedBy(2).toMillis()));
  }
}
