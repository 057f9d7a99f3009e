package dev.riffle.acceptance.system;

import dev.riffle.event.EventTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The loaders as the broker knows them: who has which partitions, and what they have announced. Not
 * thread-safe.
 */
public final class LoaderGroup implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 20;

  /** As the loader writes it into the metadata of its commit. */
  private static final Pattern ANNOUNCED = Pattern.compile(" end=(\\d{1,19}) cut=");

  private final Admin admin;

  /**
   * A batch that is being inserted.
   *
   * @param from offset of its first record, which is the committed one
   * @param end offset after its last record
   */
  public record Announced(long from, long end) {
    /** As a commit tells it; empty when that says that nothing is being inserted. */
    static Optional<Announced> read(OffsetAndMetadata commit) {
      Matcher end = ANNOUNCED.matcher(commit.metadata());
      return end.find()
          ? Optional.of(new Announced(commit.offset(), Long.parseLong(end.group(1))))
          : Optional.empty();
    }

    public long records() {
      return end - from;
    }
  }

  public LoaderGroup(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * Partitions of each member, by the id that the broker gave it: a member that was thought dead
   * comes back under another.
   *
   * @throws IllegalStateException when the broker does not answer
   */
  public Map<String, Set<Integer>> members() throws InterruptedException {
    return answer(admin.describeConsumerGroups(List.of(LoadProgress.GROUP)).all()).values().stream()
        .flatMap(group -> group.members().stream())
        .collect(
            Collectors.toMap(
                member -> member.consumerId(),
                member ->
                    member.assignment().topicPartitions().stream()
                        .map(TopicPartition::partition)
                        .collect(Collectors.toSet())));
  }

  /**
   * Batches that are announced and not committed yet, by partition.
   *
   * @throws IllegalStateException when the broker does not answer
   */
  public Map<Integer, Announced> announced() throws InterruptedException {
    Map<Integer, Announced> announced = new HashMap<>();
    committed()
        .forEach((partition, commit) ->
            Announced.read(commit).ifPresent(batch -> announced.put(partition, batch)));
    return announced;
  }

  /** Offset up to which a partition is loaded; 0 when nothing is. */
  public long loadedTo(int partition) throws InterruptedException {
    OffsetAndMetadata offset = committed().get(partition);
    return offset == null ? 0 : offset.offset();
  }

  private Map<Integer, OffsetAndMetadata> committed() throws InterruptedException {
    Map<Integer, OffsetAndMetadata> committed = new HashMap<>();
    answer(admin.listConsumerGroupOffsets(LoadProgress.GROUP).partitionsToOffsetAndMetadata())
        .forEach((partition, offset) -> {
          if (offset != null && partition.topic().equals(EventTopic.NAME)) {
            committed.put(partition.partition(), offset);
          }
        });
    return committed;
  }

  private static <T> T answer(KafkaFuture<T> asked) throws InterruptedException {
    try {
      return asked.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not tell about the group", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
