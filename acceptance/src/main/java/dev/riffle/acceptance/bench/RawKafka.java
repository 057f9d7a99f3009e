package dev.riffle.acceptance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The broker without Riffle: reads records that the ingest service wrote, and writes exactly those
 * bytes, keys and headers included, as fast as a plain producer can.
 */
final class RawKafka implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 60;
  private static final Duration POLL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param clientSettings the ingest service's own, so that the two differ in nothing else
   */
  RawKafka(String bootstrapServers, Map<String, Object> clientSettings) {
    this.bootstrapServers = bootstrapServers;
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Returns when every partition's leader answers: a leader that refuses the first batch because it
   * does not know yet that it leads, and takes the second, refuses the first for ever as out of
   * order.
   */
  void createTopic(String topic, int partitions) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      Map<TopicPartition, OffsetSpec> firsts =
          IntStream.range(0, partitions)
              .boxed()
              .collect(
                  Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.earliest()));
      admin.listOffsets(firsts).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the topic was not created", e);
    }
  }

  /** The first records of a topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions, int count) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(count);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
      long deadline = System.nanoTime() + Duration.ofSeconds(TIMEOUT_SECONDS).toNanos();
      while (records.size() < count) {
        consumer.poll(POLL).forEach(records::add);
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("only " + records.size() + " records in " + topic);
        }
      }
    }
    return records;
  }

  /** Writes so many records, again and again the given ones; returns when all are acknowledged. */
  Duration write(String topic, List<ConsumerRecord<byte[], byte[]>> records, long count) {
    return write(topic, records, count, i -> at(records, i).value());
  }

  /**
   * The same with a message id and an ingest id of its own for each record, so that none is a
   * repetition of another.
   */
  void writeRenewed(String topic, List<ConsumerRecord<byte[], byte[]>> records, long count) {
    long firstId = System.nanoTime() << 8;
    write(
        topic,
        records,
        count,
        i -> {
          byte[] value = at(records, i).value().clone();
          BatchBody.renew(value, firstId + i);
          return value;
        });
  }

  private static ConsumerRecord<byte[], byte[]> at(
      List<ConsumerRecord<byte[], byte[]>> records, long number) {
    return records.get((int) (number % records.size()));
  }

  private Duration write(
      String topic,
      List<ConsumerRecord<byte[], byte[]>> records,
      long count,
      LongFunction<byte[]> values) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    long start = System.nanoTime();
    for (long i = 0; i < count; i++) {
      ConsumerRecord<byte[], byte[]> record = at(records, i);
      // what becomes of it, the callback learns
      var _ =
          producer.send(
              new ProducerRecord<>(
                  topic, null, null, record.key(), values.apply(i), record.headers()),
              (metadata, exception) -> {
                if (exception != null) {
                  failure.set(exception);
                }
              });
    }
    producer.flush();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (failure.get() != null) {
      throw new IllegalStateException("the broker refused records", failure.get());
    }
    return took;
  }

  @Override
  public void close() {
    producer.close();
  }
}
