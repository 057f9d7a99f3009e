package dev.riffle.ingest.load;

import dev.riffle.ingest.topic.KafkaConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer's settings; the ones that delivery depends on are not configurable. */
final class ConsumerSettings {
  private ConsumerSettings() {}

  static Map<String, Object> of(KafkaConfig kafka, LoadConfig load) {
    return Map.ofEntries(
        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, load.consumerGroup()),
        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
        // a lost range must stop the partition, not be skipped
        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
        Map.entry(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            List.of(CooperativeStickyAssignor.class.getName())),
        // a killed loader keeps its partitions that long; the broker's minimum, not 45 s
        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500),
        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
        Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20),
        Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100),
        Map.entry(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName()),
        Map.entry(
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName()));
  }
}
