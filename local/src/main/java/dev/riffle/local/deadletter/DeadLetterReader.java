package dev.riffle.local.deadletter;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.event.deadletter.DeadLetterCodec.NoDeadLetterException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of the dead letters. Not thread-safe. */
public final class DeadLetterReader implements AutoCloseable {
  /** Their summaries take some 120 MB, half of what the script gives this command. */
  private static final int LETTERS_MAX = 400_000;

  private static final Duration POLL = Duration.ofMillis(500);

  /** How long Kafka may take for one answer, and how long reading may stand still. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int FETCH_BYTES_MAX = 4 << 20;

  private final Topics topics;
  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;

  /** Takes one record of the topic. */
  @FunctionalInterface
  private interface RecordTaker {
    void take(ConsumerRecord<byte[], byte[]> record)
        throws DeadLetterException, NoDeadLetterException;
  }

  /** Takes one dead letter. */
  @FunctionalInterface
  public interface LetterTaker {
    void take(DeadLetter letter) throws DeadLetterException;
  }

  public DeadLetterReader(Topics topics) throws DeadLetterException {
    this.topics = topics;
    this.partition = new TopicPartition(topics.deadLetters(), 0);
    try {
      this.consumer = new KafkaConsumer<>(settings(topics.bootstrapServers()));
    } catch (KafkaException e) {
      throw unreachable(topics);
    }
  }

  /** All dead letters that are there now; none when there is no such topic. */
  public DeadLetterList list() throws DeadLetterException {
    DeadLetterFold fold = new DeadLetterFold(LETTERS_MAX);
    try {
      if (!consumer.partitionsFor(topics.deadLetters()).isEmpty()) {
        long beginning = offset(consumer.beginningOffsets(List.of(partition)));
        long end = offset(consumer.endOffsets(List.of(partition)));
        read(beginning, end, record -> fold(record, fold));
      }
    } catch (NoDeadLetterException e) {
      throw new IllegalStateException("counted by the fold", e);
    } catch (KafkaException e) {
      throw unreachable(topics);
    }
    return fold.list();
  }

  /**
   * Reads the chosen ones whole, one at a time: all of them may not fit into memory. One that has
   * been purged or kept anew meanwhile may be passed over.
   */
  public void read(Collection<DeadLetterSummary> chosen, LetterTaker taker)
      throws DeadLetterException {
    Set<Long> positions = new HashSet<>();
    chosen.forEach(letter -> positions.add(letter.position()));
    long first = positions.stream().mapToLong(Long::longValue).min().orElse(0);
    long last = positions.stream().mapToLong(Long::longValue).max().orElse(-1);
    try {
      read(
          first,
          last + 1,
          record -> {
            if (positions.contains(record.offset())) {
              taker.take(decode(record));
            }
          });
    } catch (NoDeadLetterException e) {
      throw new IllegalStateException("a record of the log has changed", e);
    } catch (KafkaException e) {
      throw unreachable(topics);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void read(long from, long end, RecordTaker taker)
      throws DeadLetterException, NoDeadLetterException {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long lastProgress = System.nanoTime();
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < end) {
          taker.take(record);
        }
      }
      if (consumer.position(partition) > before) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > TIMEOUT.toNanos()) {
        throw unreachable(topics);
      }
    }
  }

  private static void fold(ConsumerRecord<byte[], byte[]> record, DeadLetterFold fold)
      throws DeadLetterException {
    if (record.key() == null) {
      fold.foreign();
      return;
    }
    try {
      if (record.value() == null) {
        fold.purged(DeadLetterCodec.id(record.key()));
      } else {
        fold.kept(DeadLetterSummary.of(decode(record), record.offset()));
      }
    } catch (NoDeadLetterException e) {
      fold.foreign();
    }
  }

  private static DeadLetter decode(ConsumerRecord<byte[], byte[]> record)
      throws NoDeadLetterException {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return DeadLetterCodec.decode(new DeadLetterCodec.Parts(record.key(), headers, record.value()));
  }

  private static long offset(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private static DeadLetterException unreachable(Topics topics) {
    return new DeadLetterException(
        "Kafka at " + topics.bootstrapServers() + " does not answer; ./riffle status shows more.");
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        // one letter at a time: a few of the largest would fill the memory
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        1,
        // a letter that is larger still comes, alone
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        FETCH_BYTES_MAX,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        FETCH_BYTES_MAX,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(TIMEOUT.toMillis()),
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(TIMEOUT.toMillis()));
  }
}
