package dev.riffle.acceptance.system;

import dev.riffle.event.EventTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What is in Kafka, asked straight from the broker. Not thread-safe. */
public final class EventLog implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 30;

  private final Admin admin;

  public EventLog(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Offset after the last record of a partition. */
  public long end(int partition) throws InterruptedException {
    TopicPartition asked = new TopicPartition(EventTopic.NAME, partition);
    try {
      return admin
          .listOffsets(Map.of(asked, OffsetSpec.latest()))
          .partitionResult(asked)
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not tell its offsets", e);
    }
  }

  /** Records ever written to the topic of events. */
  public long records() throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < EventTopic.PARTITIONS; partition++) {
      latest.put(new TopicPartition(EventTopic.NAME, partition), OffsetSpec.latest());
    }
    try {
      return admin
          .listOffsets(latest)
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not tell its offsets", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
