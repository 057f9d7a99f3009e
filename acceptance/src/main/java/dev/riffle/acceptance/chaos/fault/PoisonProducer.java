package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.plan.Poison;
import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.EventTopic;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to the topic of events that are none, and remembers them. Thread-safe. */
public final class PoisonProducer implements AutoCloseable {
  /** Name of the events that {@link #writeRefused} writes. */
  static final String REFUSED = "Refused";

  private static final List<Poison> SMALL =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Poison.ALMOST_A_MEGABYTE)));
  private static final int TIMEOUT_SECONDS = 130;
  private static final int SMALL_BYTES = 100;
  private static final int LARGE_BYTES = 900 << 10;
  private static final byte[] NEXT_VERSION = {'9'};

  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random;
  private final List<byte[]> written = new ArrayList<>();

  public PoisonProducer(String bootstrapServers, long seed) {
    this.random = new Random(seed);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes one into any partition; returns when Kafka has it. */
  public void write(Poison poison) throws InterruptedException {
    write(random.nextInt(EventTopic.PARTITIONS), version(poison), value(poison));
  }

  /** Writes one of any kind but the largest; returns its offset. */
  long writeUnreadable(int partition) throws InterruptedException {
    Poison poison = SMALL.get(random.nextInt(SMALL.size()));
    return write(partition, version(poison), value(poison));
  }

  /** Writes an event that the engine has been told to refuse; returns its offset. */
  long writeRefused(int partition) throws InterruptedException {
    return write(partition, EventTopic.currentVersion(), event(REFUSED));
  }

  private long write(int partition, byte @Nullable [] version, byte @Nullable [] value)
      throws InterruptedException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            EventTopic.NAME, partition, "chaos/poison".getBytes(StandardCharsets.UTF_8), value);
    if (version != null) {
      record.headers().add(EventTopic.VERSION_HEADER, version);
    }
    long offset;
    try {
      offset = producer.send(record).get(TIMEOUT_SECONDS, TimeUnit.SECONDS).offset();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the poison could not be written", e);
    }
    synchronized (written) {
      written.add(value == null ? new byte[0] : value);
    }
    return offset;
  }

  /** The values that Kafka has; a tombstone as no bytes. */
  public List<byte[]> written() {
    synchronized (written) {
      return List.copyOf(written);
    }
  }

  private byte @Nullable [] value(Poison poison) {
    return switch (poison) {
      case GARBAGE, NO_VERSION -> bytes(SMALL_BYTES);
      case UNKNOWN_VERSION -> event("Poison");
      case EMPTY -> new byte[0];
      case TOMBSTONE -> null;
      case ALMOST_A_MEGABYTE -> bytes(LARGE_BYTES);
      case CUT_SHORT -> {
        byte[] whole = event("Poison");
        // within the long text at its end, so that what is left cannot be read as a whole
        yield Arrays.copyOf(whole, whole.length - SMALL_BYTES / 2);
      }
    };
  }

  private static byte @Nullable [] version(Poison poison) {
    return switch (poison) {
      case GARBAGE, EMPTY, TOMBSTONE, ALMOST_A_MEGABYTE, CUT_SHORT -> EventTopic.currentVersion();
      case UNKNOWN_VERSION -> NEXT_VERSION.clone();
      case NO_VERSION -> null;
    };
  }

  /** Begins with a byte that is no field of a record, so that chance makes no event of it. */
  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xFF;
    return bytes;
  }

  private byte[] event(String name) {
    return EventCodec.encode(
        EventRecord.track(
            new UUID(random.nextLong(), random.nextLong()),
            new ProjectId(1),
            name,
            Identity.ofUser("chaos-poison"),
            EventTime.received(Instant.EPOCH),
            Map.of("text", PropertyValue.of("x".repeat(SMALL_BYTES)))));
  }

  @Override
  public void close() {
    producer.close();
  }
}
