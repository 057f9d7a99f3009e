package dev.riffle.ingest.load;

import dev.riffle.ingest.load.delivery.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Carries commits from the partitions' threads to the polling thread: a consumer belongs to one
 * thread, except for its wake-up.
 */
final class CommitMailbox {
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

  private record Letter(
      PartitionCommits sender, OffsetAndMetadata offset, CompletableFuture<Boolean> noted) {}

  private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
  private final Consumer<byte[], byte[]> consumer;

  CommitMailbox(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * The commits of one partition's thread, for one assignment of the partition.
   *
   * @param epochs by which a broker tells that the log has been cut and written anew
   */
  PartitionCommits of(TopicPartition partition, LeaderEpochs epochs) {
    return new PartitionCommits(partition, epochs);
  }

  /**
   * A broker knows members and generations of a group and not who owns a partition: a thread that
   * has outlived its assignment could commit under the generation that took the partition away. So
   * its commits end here, before the partition can be somebody else's.
   */
  final class PartitionCommits implements CommitLog {
    private final TopicPartition partition;
    private final LeaderEpochs epochs;
    private volatile boolean closed;

    private PartitionCommits(TopicPartition partition, LeaderEpochs epochs) {
      this.partition = partition;
      this.epochs = epochs;
    }

    @Override
    public void commit(Progress progress) throws InterruptedException {
      OffsetAndMetadata commit =
          new OffsetAndMetadata(
              progress.nextOffset(), epochs.before(progress.nextOffset()), progress.metadata());
      while (!send(this, commit)) {
        // asked again: the group was busy, and the partition may still be ours
      }
    }

    /** Refuses every further commit. Polling thread only. */
    void close() {
      closed = true;
    }
  }

  /** Sends what is waiting; answers come with a later poll. Polling thread only. */
  void sendAll() {
    Letter letter = next();
    while (letter != null) {
      Letter sent = letter;
      consumer.commitAsync(
          Map.of(sent.sender().partition, sent.offset()), (_, failure) -> answer(sent, failure));
      letter = next();
    }
  }

  /** Sends what is waiting and waits until it is noted. Polling thread only. */
  void sendAllAndWait() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    List<Letter> sent = new ArrayList<>();
    Letter letter = next();
    while (letter != null) {
      offsets.put(letter.sender().partition, letter.offset());
      sent.add(letter);
      letter = next();
    }
    if (offsets.isEmpty()) {
      return;
    }
    KafkaException failure = commit(offsets);
    sent.forEach(one -> answer(one, failure));
  }

  /** The next letter of a partition that is still ours. */
  private @Nullable Letter next() {
    Letter letter = letters.poll();
    while (letter != null && letter.sender().closed) {
      letter.noted().completeExceptionally(new CommitFailedException("the assignment has ended"));
      letter = letters.poll();
    }
    return letter;
  }

  private @Nullable KafkaException commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    while (true) {
      try {
        consumer.commitSync(offsets, COMMIT_TIMEOUT);
        return null;
      } catch (WakeupException e) {
        // a wake-up meant for poll: the commit is idempotent, and sent again
      } catch (KafkaException e) {
        return e;
      }
    }
  }

  private boolean send(PartitionCommits sender, OffsetAndMetadata offset)
      throws InterruptedException {
    Letter letter = new Letter(sender, offset, new CompletableFuture<>());
    letters.add(letter);
    consumer.wakeup();
    try {
      return letter.noted().get();
    } catch (ExecutionException e) {
      throw new CommitLog.PartitionLostException(e);
    }
  }

  private static void answer(Letter letter, @Nullable Exception failure) {
    if (failure == null) {
      letter.noted().complete(true);
    } else if (failure instanceof RetriableCommitFailedException
        || failure instanceof RebalanceInProgressException
        || failure instanceof RetriableException) {
      letter.noted().complete(false);
    } else {
      letter.noted().completeExceptionally(failure);
    }
  }
}
