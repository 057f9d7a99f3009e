package dev.riffle.ingest.collect.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.EventTopic;
import dev.riffle.event.Identity;
import dev.riffle.ingest.collect.admission.FairBudget;
import dev.riffle.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaEventLogTest {
  private static final EventRecord EVENT =
      EventRecord.track(
          new UUID(1, 1),
          new ProjectId(1),
          "e",
          Identity.ofUser("alice"),
          EventTime.received(Instant.parse("2026-11-22T12:00:00Z")),
          Map.of());
  private static final int EVENT_BYTES = EventCodec.encode(EVENT).length + "1/u/alice".length();

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final FairBudget budget = new FairBudget(2L * EVENT_BYTES);
  private final KafkaEventLog log = new KafkaEventLog(producer, "events", budget);

  @Test
  void acknowledgesOnlyWhenEveryRecordIs() {
    CompletableFuture<EventLog.Result> result = append(EVENT, EVENT);

    producer.completeNext();
    assertThat(result).isNotDone();
    producer.completeNext();
    assertThat(result).isCompletedWithValue(EventLog.Result.ACKNOWLEDGED);
    assertThat(budget.used()).isZero();
  }

  @Test
  void oneLostRecordIsALostRequest() {
    CompletableFuture<EventLog.Result> result = append(EVENT, EVENT);

    producer.errorNext(new TimeoutException("too slow"));
    producer.completeNext();

    assertThat(result).isCompletedWithValue(EventLog.Result.UNAVAILABLE);
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItsFirstRecordIsSent() {
    assertThat(append(EVENT, EVENT, EVENT)).isCompletedWithValue(EventLog.Result.FULL);
    assertThat(producer.history()).isEmpty();
    assertThat(budget.used()).isZero();
    assertThat(append(EVENT, EVENT)).isNotDone();
    assertThat(append("another", EVENT)).isCompletedWithValue(EventLog.Result.FULL);
    assertThat(append(EVENT)).isCompletedWithValue(EventLog.Result.CROWDED);
  }

  @Test
  void aProducerThatThrowsIsUnavailable() {
    producer.sendException = new TimeoutException("no metadata");

    assertThat(append(EVENT, EVENT)).isCompletedWithValue(EventLog.Result.UNAVAILABLE);
    assertThat(budget.used()).isZero();
  }

  @Test
  void recordsAreKeyedBySenderAndCarryTheirVersion() {
    var _ = append(EVENT);

    ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("1/u/alice");
    assertThat(record.partition()).isNull();
    assertThat(record.headers().lastHeader(EventTopic.VERSION_HEADER).value())
        .isEqualTo(EventTopic.currentVersion());
  }

  @Test
  void nothingToAppendIsAcknowledged() {
    assertThat(append()).isCompletedWithValue(EventLog.Result.ACKNOWLEDGED);
  }

  private CompletableFuture<EventLog.Result> append(EventRecord... events) {
    return append("key", events);
  }

  private CompletableFuture<EventLog.Result> append(String writer, EventRecord... events) {
    return log.append(writer, List.of(events)).toCompletableFuture();
  }
}
