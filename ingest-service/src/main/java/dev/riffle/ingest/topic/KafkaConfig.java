package dev.riffle.ingest.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** The log of events, as both roles need it: keys under {@code riffle.kafka}. */
@ConfigMapping(prefix = "riffle.kafka")
public interface KafkaConfig {
  /** Brokers to start from, {@code host:port}, separated by commas. */
  @WithDefault("127.0.0.1:19092")
  @NotBlank
  String bootstrapServers();

  /** Topic that carries the events. */
  @WithDefault("events")
  @NotBlank
  String topic();

  /** Topic that keeps what cannot become a row; created compacted, with one partition. */
  @WithDefault("events-dead-letter")
  @NotBlank
  String deadLetterTopic();

  /** Partitions of the topic. Fixed for the topic's life: numbers of persons depend on it. */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int partitions();

  /** Copies of each partition, when a topic is created. */
  @WithDefault("1")
  @Min(1)
  @Max(10)
  short replicationFactor();
}
