package dev.riffle.ingest.load.deadletter;

import dev.riffle.event.deadletter.DeadLetterTopic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of a producer that is seldom used and must not lose anything. */
final class DeadLetterProducerSettings {
  /** How long one record may take; after that the caller is told, and sends all again. */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  /** How long a send may wait for the topic's metadata, or for room in the buffer. */
  private static final Duration BLOCK_MAX = Duration.ofSeconds(10);

  private DeadLetterProducerSettings() {}

  static Map<String, Object> of(String bootstrapServers) {
    return Map.ofEntries(
        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "riffle-dead-letters"),
        Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        // what was small in the events' topic because it was compressed must be so here
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"),
        Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterTopic.LETTER_BYTES_MAX),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) DeadLetterTopic.LETTER_BYTES_MAX),
        Map.entry(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Math.toIntExact(DELIVERY_TIMEOUT.toMillis())),
        Map.entry(
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST_TIMEOUT.toMillis())),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX.toMillis()));
  }
}
