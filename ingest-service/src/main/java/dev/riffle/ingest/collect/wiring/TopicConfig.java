package dev.riffle.ingest.collect.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Keys under {@code riffle.kafka}. */
@ConfigMapping(prefix = "riffle.kafka")
public interface TopicConfig {
  /** Brokers to ask first, host:port separated by commas. */
  @WithDefault("127.0.0.1:19092")
  String bootstrapServers();

  /** Name of the topic. */
  @WithDefault("events")
  String topic();

  /** Number of partitions; fixed once the topic is there. */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int partitions();

  /** Replicas of the topic when it is created. */
  @WithDefault("1")
  @Min(1)
  @Max(10)
  short replicationFactor();
}
