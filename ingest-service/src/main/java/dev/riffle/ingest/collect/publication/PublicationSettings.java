package dev.riffle.ingest.collect.publication;

import java.time.Duration;

/**
 * How the log is written.
 *
 * @param bootstrapServers of Kafka, host:port separated by commas
 * @param topic name of the topic
 * @param deliveryTimeout how long an append may take before it fails
 * @param linger how long a record waits for others of its partition
 * @param compression none, lz4 or zstd
 * @param inFlightBytes records that may be on their way at once
 * @param startTimeout how long the start waits for Kafka
 */
public record PublicationSettings(
    String bootstrapServers,
    String topic,
    Duration deliveryTimeout,
    Duration linger,
    String compression,
    long inFlightBytes,
    Duration startTimeout) {
  public PublicationSettings {
    if (deliveryTimeout.compareTo(linger.plusSeconds(1)) < 0) {
      throw new IllegalArgumentException("the delivery timeout is at least linger and a second");
    }
  }
}
