package dev.riffle.ingest.collect.publication;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer's settings: what the delivery guarantee and the event loop need. */
public final class ProducerSettings {
  private static final int BATCH_BYTES = 256 << 10;

  /** A buffer is handed out in whole batches, of which a large record may leave half unused. */
  private static final int BUFFER_FACTOR = 3;

  /** Readiness looks at the age of the metadata, so it is refreshed well within that time. */
  private static final int METADATA_AGE_MILLIS = 4000;

  /** A producer that forgot an idle topic would refuse the next event, as it may not wait. */
  private static final Duration METADATA_IDLE = Duration.ofDays(365);

  private static final int REQUEST_TIMEOUT_MAX_MILLIS = 5000;

  private ProducerSettings() {}

  public static Map<String, Object> of(PublicationSettings settings) {
    int delivery = Math.toIntExact(settings.deliveryTimeout().toMillis());
    int linger = Math.toIntExact(settings.linger().toMillis());
    Map<String, Object> producer = new HashMap<>();
    producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    producer.put(ProducerConfig.CLIENT_ID_CONFIG, "riffle-collect");
    producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producer.put(ProducerConfig.LINGER_MS_CONFIG, linger);
    producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
    producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_FACTOR * settings.inFlightBytes());
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    producer.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.min(REQUEST_TIMEOUT_MAX_MILLIS, delivery - linger));
    producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    producer.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
    producer.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE.toMillis());
    return producer;
  }
}
