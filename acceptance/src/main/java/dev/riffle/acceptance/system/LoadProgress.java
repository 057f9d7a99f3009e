package dev.riffle.acceptance.system;

import dev.riffle.event.EventTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the loader has come, by the offsets that it committed. Not thread-safe. */
public final class LoadProgress implements AutoCloseable {
  /** The group's default name. */
  public static final String GROUP = "riffle-load";

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Admin admin;

  public LoadProgress(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * Records in the log, and how many of them are loaded.
   *
   * @param written sum of the end offsets
   * @param loaded sum of the committed offsets
   */
  public record Progress(long written, long loaded) {
    public long lag() {
      return written - loaded;
    }
  }

  /**
   * Asks the broker.
   *
   * @throws IllegalStateException when the broker does not answer
   */
  public Progress look() throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < EventTopic.PARTITIONS; partition++) {
      latest.put(new TopicPartition(EventTopic.NAME, partition), OffsetSpec.latest());
    }
    try {
      long written =
          admin
              .listOffsets(latest)
              .all()
              .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .values()
              .stream()
              .mapToLong(end -> end.offset())
              .sum();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(GROUP)
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      long loaded = 0;
      for (TopicPartition partition : latest.keySet()) {
        OffsetAndMetadata offset = committed.get(partition);
        loaded += offset == null ? 0 : offset.offset();
      }
      return new Progress(written, loaded);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not tell its offsets", e);
    }
  }

  @Override
  public void close() {
    admin.close(TIMEOUT);
  }
}
