package dev.riffle.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The log of events, as both roles need it. */
@ConfigMapping(prefix = "riffle.kafka")
public interface KafkaConfig {
  /** Brokers to start from, {@code host:port}, separated by commas. */
  @WithDefault("127.0.0.1:19092")
  String bootstrapServers();

  /** Topic that carries the events. */
  @WithDefault("events")
  String topic();

  /** Partitions of the topic. Fixed for the topic's life: numbers of persons depend on it. */
  @WithDefault("4")
  int partitions();

  /** Copies of each partition. */
  @WithDefault("1")
  short replicationFactor();
}
