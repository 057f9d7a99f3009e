package dev.riffle.ingest.collect.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.ingest.collect.admission.FairBudget;
import dev.riffle.project.ProjectId;
import dev.riffle.testing.KafkaEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** A real broker: what happens when the broker goes away. */
class KafkaEventLogIT {
  private static final Duration DELIVERY = Duration.ofSeconds(3);
  private static final EventRecord EVENT =
      EventRecord.track(
          new UUID(1, 1),
          new ProjectId(1),
          "e",
          Identity.ofUser("alice"),
          EventTime.received(Instant.parse("2026-11-22T12:00:00Z")),
          Map.of());

  @Test
  void whenTheBrokerIsGoneAppendsFailInTimeAndNeverBlock() throws Exception {
    KafkaEngine kafka = KafkaEngine.start();
    PublicationSettings settings = settings(kafka.bootstrapServers());
    FairBudget budget = new FairBudget(settings.inFlightBytes());
    createTopic(settings);
    try (KafkaEventLog log =
        new KafkaEventLog(
            new KafkaProducer<>(ProducerSettings.of(settings)), settings.topic(), budget)) {
      log.awaitMetadata(settings.startTimeout());
      assertThat(append(log, 2000).get(5, TimeUnit.SECONDS))
          .isEqualTo(EventLog.Result.ACKNOWLEDGED);
      assertThat(log.metadataAge()).isLessThan(Duration.ofSeconds(10));
      kafka.close();

      long start = System.nanoTime();
      CompletableFuture<EventLog.Result> first = append(log, 20);
      Duration called = Duration.ofNanos(System.nanoTime() - start);

      List<CompletableFuture<EventLog.Result>> many =
          Collections.nCopies(60, 2000).stream().map(events -> append(log, events)).toList();
      assertThat(called).isLessThan(Duration.ofMillis(500));
      assertThat(first.get(DELIVERY.toSeconds() + 2, TimeUnit.SECONDS))
          .isEqualTo(EventLog.Result.UNAVAILABLE);
      assertThat(many)
          .allSatisfy(result ->
              assertThat(result.get(DELIVERY.toSeconds() + 2, TimeUnit.SECONDS))
                  .isIn(EventLog.Result.CROWDED, EventLog.Result.UNAVAILABLE));
      assertThat(budget.used()).isZero();
    }
  }

  private static void createTopic(PublicationSettings settings) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(settings.topic(), 4, (short) 1))).all().get();
    }
  }

  private static CompletableFuture<EventLog.Result> append(KafkaEventLog log, int events) {
    return log.append("key", Collections.nCopies(events, EVENT)).toCompletableFuture();
  }

  private static PublicationSettings settings(String bootstrapServers) {
    return new PublicationSettings(
        bootstrapServers,
        "events",
        DELIVERY,
        Duration.ofMillis(5),
        "lz4",
        4 << 20,
        Duration.ofSeconds(10));
  }
}
