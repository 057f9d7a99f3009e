package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.delivery.Progress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitMailboxTest {
  private static final TopicPartition PARTITION = new TopicPartition("events", 2);
  private static final Progress PROGRESS =
      new Progress(7, 120, Optional.of(new Intent(180, "7-120-180-abc", Intent.WHOLE)), "0.12");

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final CommitMailbox mailbox = new CommitMailbox(consumer);
  private final LeaderEpochs epochs = new LeaderEpochs();

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  @Test
  void commitsOffsetIntentAndTheEpochOfTheRecordBeforeIt() {
    epochs.note(0, Optional.of(3));
    epochs.note(119, Optional.of(4));
    epochs.note(120, Optional.of(5));
    CompletableFuture<Void> commit = inBackground(mailbox.of(PARTITION, epochs));
    await()
        .until(() -> {
          mailbox.sendAll();
          return commit.isDone();
        });
    OffsetAndMetadata committed =
        Objects.requireNonNull(consumer.committed(Set.of(PARTITION)).get(PARTITION));
    assertThat(committed.offset()).isEqualTo(120);
    assertThat(committed.leaderEpoch()).contains(4);
    assertThat(Progress.read(7, committed.offset(), committed.metadata())).contains(PROGRESS);
  }

  @Test
  void aThreadThatHasOutlivedItsAssignmentCommitsNothing() {
    CommitMailbox.PartitionCommits commits = mailbox.of(PARTITION, epochs);
    commits.close();
    CompletableFuture<Void> commit = inBackground(commits);
    await()
        .until(() -> {
          mailbox.sendAll();
          return commit.isDone();
        });
    assertThatThrownBy(commit::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CommitLog.PartitionLostException.class);
    assertThat(consumer.committed(Set.of(PARTITION))).doesNotContainKey(PARTITION);
  }

  @Test
  void theEpochOfAnUnknownRecordIsNotGuessed() {
    epochs.note(50, Optional.of(9));
    assertThat(epochs.before(50)).isEmpty();
    assertThat(epochs.before(51)).contains(9);
  }

  private static CompletableFuture<Void> inBackground(CommitLog commits) {
    return CompletableFuture.runAsync(() -> {
      try {
        commits.commit(PROGRESS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
