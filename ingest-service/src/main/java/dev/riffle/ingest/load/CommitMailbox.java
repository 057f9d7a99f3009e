package dev.riffle.ingest.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
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
      TopicPartition partition, OffsetAndMetadata offset, CompletableFuture<Boolean> noted) {}

  private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
  private final Consumer<byte[], byte[]> consumer;

  CommitMailbox(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * The commits of one partition's thread.
   *
   * @param epochs by which a broker tells that the log has been cut and written anew
   */
  CommitLog of(TopicPartition partition, LeaderEpochs epochs) {
    return progress -> {
      OffsetAndMetadata commit =
          new OffsetAndMetadata(
              progress.nextOffset(), epochs.before(progress.nextOffset()), progress.metadata());
      while (!send(partition, commit)) {
        // asked again: the group was busy, and the partition may still be ours
      }
    };
  }

  /** Sends what is waiting; answers come with a later poll. Polling thread only. */
  void sendAll() {
    Letter letter;
    while ((letter = letters.poll()) != null) {
      Letter sent = letter;
      consumer.commitAsync(
          Map.of(sent.partition(), sent.offset()), (_, failure) -> answer(sent, failure));
    }
  }

  /** Sends what is waiting and waits until it is noted. Polling thread only. */
  void sendAllAndWait() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Map<TopicPartition, Letter> sent = new HashMap<>();
    Letter letter;
    while ((letter = letters.poll()) != null) {
      offsets.put(letter.partition(), letter.offset());
      sent.put(letter.partition(), letter);
    }
    if (offsets.isEmpty()) {
      return;
    }
    KafkaException failure = commit(offsets);
    sent.values().forEach(one -> answer(one, failure));
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

  private boolean send(TopicPartition partition, OffsetAndMetadata offset)
      throws InterruptedException {
    Letter letter = new Letter(partition, offset, new CompletableFuture<>());
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
