package dev.riffle.ingest.collect.publication;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.ingest.collect.admission.FairBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The topic in Kafka. One record per event, keyed by project and sender.
 *
 * <p>{@link #append} never blocks: the producer is told not to wait ({@link ProducerSettings}), and
 * what is on its way is bounded by a budget smaller than the producer's buffer, so that a request
 * is refused before its first record is sent and not in its middle.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {
  private static final int ASK_MILLIS = 50;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Header[] HEADERS = {
    new RecordHeader(EventTopic.VERSION_HEADER, EventTopic.currentVersion())
  };

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final FairBudget budget;

  public KafkaEventLog(Producer<byte[], byte[]> producer, String topic, FairBudget budget) {
    this.producer = producer;
    this.topic = topic;
    this.budget = budget;
  }

  @Override
  public CompletionStage<Result> append(String writer, List<EventRecord> events) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
    long bytes = 0;
    for (EventRecord event : events) {
      byte[] key = event.identity().sender().kafkaKey(event.project());
      byte[] value = EventCodec.encode(event);
      bytes += key.length + value.length;
      records.add(new ProducerRecord<>(topic, null, null, key, value, List.of(HEADERS)));
    }
    long reserved = bytes;
    return switch (budget.tryReserve(writer, reserved)) {
      case HOLDS_MOST -> CompletableFuture.completedFuture(Result.CROWDED);
      case FULL -> CompletableFuture.completedFuture(Result.FULL);
      case RESERVED -> send(records).whenComplete((_, _) -> budget.release(writer, reserved));
    };
  }

  private CompletableFuture<Result> send(List<ProducerRecord<byte[], byte[]>> records) {
    Acknowledgements acknowledgements = new Acknowledgements(records.size());
    for (int i = 0; i < records.size(); i++) {
      if (acknowledgements.hasFailed()) {
        acknowledgements.abandon(records.size() - i);
        break;
      }
      try {
        var _ = producer.send(records.get(i), acknowledgements);
      } catch (KafkaException | IllegalStateException e) {
        acknowledgements.abandon(records.size() - i);
        break;
      }
    }
    return acknowledgements.result();
  }

  /**
   * Blocks until the producer knows the topic's partitions, which it needs before it can send.
   *
   * @throws IllegalStateException when it does not learn them in time
   */
  public void awaitMetadata(Duration timeout) throws InterruptedException {
    CompletableFuture<List<PartitionInfo>> partitions = new CompletableFuture<>();
    try (ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          asking.scheduleWithFixedDelay(
              () -> askPartitions(partitions), 0, ASK_MILLIS, TimeUnit.MILLISECONDS);
      partitions.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not tell the partitions of " + topic, e);
    }
  }

  private void askPartitions(CompletableFuture<List<PartitionInfo>> partitions) {
    try {
      partitions.complete(producer.partitionsFor(topic));
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      // not known yet: a producer that may not block says so at once
    } catch (KafkaException e) {
      partitions.completeExceptionally(e);
    }
  }

  /** How old the newest word from the brokers is. */
  public Duration metadataAge() {
    return producer.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("metadata-age"))
        .findAny()
        .map(metric ->
            Duration.ofMillis(Math.round((Double) metric.getValue().metricValue() * 1000)))
        .orElseThrow();
  }

  /**
   * Sends what is on its way. Nobody waits for it any more: while a request waits, the service does
   * not stop.
   */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
