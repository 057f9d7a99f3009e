package dev.riffle.ingest.load.deadletter;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic of the dead letters. The producer is made when the first one is to be kept,
 * and thrown away after any failure, so that the next try starts clean. One call at a time: dead
 * letters are rare, and a producer that is thrown away must not be in use elsewhere.
 */
public final class KafkaDeadLetters implements DeadLetters, AutoCloseable {
  private final Supplier<? extends Producer<byte[], byte[]>> producers;
  private final String topic;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Producer<byte[], byte[]> producer;

  public KafkaDeadLetters(String bootstrapServers, String topic) {
    this(
        () -> new KafkaProducer<byte[], byte[]>(DeadLetterProducerSettings.of(bootstrapServers)),
        topic);
  }

  KafkaDeadLetters(Supplier<? extends Producer<byte[], byte[]>> producers, String topic) {
    this.producers = producers;
    this.topic = topic;
  }

  @Override
  public void keep(List<DeadLetter> letters) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      sendAndWait(letters);
    } catch (InterruptException e) {
      // Kafka's own kind is unchecked and leaves the thread interrupted
      var _ = Thread.interrupted();
      throw new InterruptedException("interrupted while dead letters were kept");
    } catch (ExecutionException | KafkaException e) {
      discardProducer();
      throw new UnavailableException(
          "topic %s did not acknowledge %d dead letters".formatted(topic, letters.size()), e);
    } finally {
      lock.unlock();
    }
  }

  private void sendAndWait(List<DeadLetter> letters)
      throws ExecutionException, InterruptedException {
    Producer<byte[], byte[]> current = currentProducer();
    List<Future<RecordMetadata>> answers = new ArrayList<>(letters.size());
    for (DeadLetter letter : letters) {
      Future<RecordMetadata> answer = current.send(record(letter));
      if (answer.isDone()) {
        // refused before it left: the others would each wait as long
        answer.get();
      }
      answers.add(answer);
    }
    for (Future<RecordMetadata> answer : answers) {
      answer.get();
    }
  }

  private ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
    DeadLetterCodec.Parts parts = DeadLetterCodec.encode(letter);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, parts.key(), parts.value());
    parts.headers().forEach((name, value) -> record.headers().add(name, value));
    return record;
  }

  private Producer<byte[], byte[]> currentProducer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      producer = current;
    }
    return current;
  }

  private void discardProducer() {
    Producer<byte[], byte[]> failed = producer;
    producer = null;
    if (failed != null) {
      failed.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      discardProducer();
    } finally {
      lock.unlock();
    }
  }
}
