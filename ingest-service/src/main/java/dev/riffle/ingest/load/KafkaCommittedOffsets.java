package dev.riffle.ingest.load;

import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.identity.CommittedOffsets;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.ingest.topic.LogTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The offsets that the loader's group has committed, of all partitions. Thread-safe. */
final class KafkaCommittedOffsets implements CommittedOffsets, AutoCloseable {
  private static final long TIMEOUT_SECONDS = 10;

  private final Admin admin;
  private final String group;
  private volatile @Nullable LogTopic topic;

  KafkaCommittedOffsets(KafkaConfig kafka, String group) {
    this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    this.group = group;
  }

  /** From now on of this topic. */
  void of(LogTopic current) {
    topic = current;
  }

  @Override
  public Map<Integer, Long> read() throws InterruptedException {
    LogTopic current = topic;
    if (current == null) {
      return Map.of();
    }
    Map<Integer, Long> offsets = new HashMap<>();
    committed()
        .forEach((partition, offset) -> {
          if (partition.topic().equals(current.name()) && offset != null) {
            int source =
                new SourcePartition(current.id(), partition.partition(), current.partitions())
                    .part();
            Progress.read(source, offset.offset(), offset.metadata())
                .ifPresent(progress -> offsets.put(source, progress.nextOffset()));
          }
        });
    return offsets;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UncheckedIOException("committed offsets cannot be read", new IOException(e));
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
