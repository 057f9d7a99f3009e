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
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers are asked about one topic, each answer within a time. */
final class TopicAdmin {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;
  private final String topic;
  private final Duration timeout;

  TopicAdmin(Admin admin, String topic, Duration timeout) {
    this.admin = admin;
    this.topic = topic;
    this.timeout = timeout;
  }

  /** Asks in several steps. */
  @FunctionalInterface
  interface Conversation<T> {
    T with(TopicAdmin admin) throws ExecutionException, InterruptedException, TimeoutException;
  }

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
      return Optional.of(
          await(admin.describeTopics(List.of(topic)).allTopicNames()).values().iterator().next());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Makes the topic, unless somebody else has made it meanwhile, and waits until the broker that is
   * asked knows it: one learns of a new topic a little after the controller has made it, and until
   * then says that there is none.
   */
  TopicDescription create(NewTopic wanted)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      await(admin.createTopics(List.of(wanted)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    long start = System.nanoTime();
    Optional<TopicDescription> found = find();
    while (found.isEmpty()) {
      if (System.nanoTime() - start >= timeout.toNanos()) {
        throw new TimeoutException("the topic was made, but the broker does not know it");
      }
      Thread.sleep(PAUSE);
      found = find();
    }
    return found.get();
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
