package dev.riffle.local.deadletter;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterTopic;
import dev.riffle.event.deadletter.Replay;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts dead letters back into the topic of the events, and removes them. Not thread-safe. */
public final class DeadLetterWriter implements AutoCloseable {
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BLOCK_MAX = Duration.ofSeconds(15);

  private final Topics topics;
  private final Producer<byte[], byte[]> producer;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public DeadLetterWriter(Topics topics) throws DeadLetterException {
    this.topics = topics;
    try {
      this.producer = new KafkaProducer<>(settings(topics.bootstrapServers()));
    } catch (KafkaException e) {
      throw new DeadLetterException("Kafka at " + topics.bootstrapServers() + " cannot be found.");
    }
  }

  /**
   * Sends it back to where its sender's events are; without a key, to the partition that it came
   * from. Returns before it is acknowledged.
   */
  public void replay(DeadLetter letter) throws DeadLetterException {
    ProducerRecord<byte[], byte[]> record =
        letter.key().length > 0
            ? new ProducerRecord<>(topics.events(), letter.key(), letter.value())
            : new ProducerRecord<>(topics.events(), partitionOf(letter.id()), null, letter.value());
    Replay.headers(letter).forEach((name, value) -> record.headers().add(name, value));
    send(record);
  }

  /** Removes it. Returns before that is acknowledged. */
  public void purge(DeadLetterId id) throws DeadLetterException {
    send(new ProducerRecord<>(topics.deadLetters(), 0, DeadLetterCodec.key(id), null));
  }

  /**
   * Waits until everything is acknowledged.
   *
   * @return how many records were
   */
  public int finish() throws DeadLetterException {
    producer.flush();
    throwFailure();
    return acknowledged.get();
  }

  @Override
  public void close() {
    producer.close();
  }

  private @Nullable Integer partitionOf(DeadLetterId id) throws DeadLetterException {
    try {
      return id.partition() < producer.partitionsFor(topics.events()).size()
          ? id.partition()
          : null;
    } catch (KafkaException e) {
      throw sentence(e);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws DeadLetterException {
    try {
      var _ =
          producer.send(
              record,
              (_, refused) -> {
                if (refused == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failure.compareAndSet(null, refused);
                }
              });
    } catch (KafkaException e) {
      throw sentence(e);
    }
    // a send that is refused at once has called back by now; the next would wait as long
    throwFailure();
  }

  private void throwFailure() throws DeadLetterException {
    Exception first = failure.get();
    if (first != null) {
      throw sentence(first);
    }
  }

  private DeadLetterException sentence(Exception cause) {
    String done = " (%d done; doing it again harms nothing)".formatted(acknowledged.get());
    if (cause instanceof RecordTooLargeException) {
      return new DeadLetterException(
          "A dead letter is too large for topic "
              + topics.events()
              + "; raise its max.message.bytes"
              + done
              + ".");
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new DeadLetterException("There is no topic " + topics.events() + done + ".");
    }
    return new DeadLetterException(
        "Kafka at " + topics.bootstrapServers() + " did not acknowledge everything" + done + ".");
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.ACKS_CONFIG,
        "all",
        // what was small in the events' topic because it was compressed must be so again
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "zstd",
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        DeadLetterTopic.LETTER_BYTES_MAX,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        Math.toIntExact(DELIVERY_TIMEOUT.toMillis()),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(REQUEST_TIMEOUT.toMillis()),
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        BLOCK_MAX.toMillis());
  }
}
