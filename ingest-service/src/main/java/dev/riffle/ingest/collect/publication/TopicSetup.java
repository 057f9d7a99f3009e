package dev.riffle.ingest.collect.publication;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topic when there is none, and insists on its number of partitions. */
public final class TopicSetup {
  private final PublicationSettings settings;

  public TopicSetup(PublicationSettings settings) {
    this.settings = settings;
  }

  /**
   * Blocks until the topic is there.
   *
   * @throws IllegalStateException when Kafka does not answer in time, or the topic has another
   *     number of partitions: a sender's events would change their partition, and with it their
   *     order and their numbers
   */
  public void ensureTopic() {
    try (Admin admin = Admin.create(adminSettings())) {
      create(admin);
      int found = partitions(admin);
      if (found != settings.partitions()) {
        throw new IllegalStateException(
            "topic %s has %d partitions, but riffle.kafka.partitions is %d; the number cannot be changed"
                .formatted(settings.topic(), found, settings.partitions()));
      }
    }
  }

  private void create(Admin admin) {
    NewTopic topic =
        new NewTopic(settings.topic(), settings.partitions(), settings.replicationFactor());
    try {
      await(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unanswered(e);
      }
    }
  }

  private int partitions(Admin admin) {
    try {
      return await(admin.describeTopics(List.of(settings.topic())).allTopicNames())
          .values()
          .stream()
          .mapToInt(description -> description.partitions().size())
          .sum();
    } catch (ExecutionException e) {
      throw unanswered(e);
    }
  }

  private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  private IllegalStateException unanswered(Exception cause) {
    return new IllegalStateException(
        "Kafka at %s gave no usable answer about topic %s within %s"
            .formatted(settings.bootstrapServers(), settings.topic(), settings.startTimeout()),
        cause);
  }

  private Map<String, Object> adminSettings() {
    Duration timeout = settings.startTimeout();
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.bootstrapServers(),
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(timeout.toMillis()),
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(timeout.dividedBy(2).toMillis()));
  }
}
