package dev.riffle.ingest.load;

import dev.riffle.event.EventTopic;
import dev.riffle.event.deadletter.Replay;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.topic.LogTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The polling thread: one consumer, and a {@link PartitionWorker} for each partition it is
 * assigned. It only moves records and commits and never waits for the engine, so that an engine
 * that is away costs no rebalance: full partitions are paused, and polling goes on.
 */
final class Loader implements Runnable {
  private static final Logger LOG = Logger.getLogger(Loader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAG_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LAG_TIMEOUT = Duration.ofSeconds(2);
  private static final byte[] NOTHING = new byte[0];

  private final Consumer<byte[], byte[]> consumer;
  private final LogTopic topic;
  private final PartitionLoaders loaders;
  private final LoadStatus status;
  private final Settings settings;
  private final CommitMailbox mailbox;
  private final Map<TopicPartition, Assigned> assigned = new ConcurrentHashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Map<TopicPartition, Failure> failures = new HashMap<>();
  private long lagMeasured = System.nanoTime();
  private volatile boolean stopping;

  /**
   * @param stopTimeout how long a batch may take to be finished when its partition goes away
   * @param tables open when the tables are up to date
   */
  record Settings(
      PartitionWorker.Rhythm rhythm,
      BatchLimits limits,
      Duration stopTimeout,
      CountDownLatch tables) {}

  /**
   * That a worker has failed, seen first at that time.
   *
   * @param inARow how many workers of the partition have, each soon after the one before
   */
  private record Failure(PartitionWorker worker, int inARow, long at) {
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMinutes(2);

    static Failure of(PartitionWorker worker, @Nullable Failure last, long now) {
      if (last == null || now - last.at() > SOON.toNanos()) {
        return new Failure(worker, 1, now);
      }
      return last.worker().equals(worker) ? last : new Failure(worker, last.inARow() + 1, now);
    }

    Duration pause() {
      Duration pause = Duration.ofSeconds(1L << Math.min(inARow - 1, 10));
      return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
  }

  private record Assigned(
      PartitionWorker worker,
      Thread thread,
      LeaderEpochs epochs,
      CommitMailbox.PartitionCommits commits) {}

  Loader(
      Consumer<byte[], byte[]> consumer,
      LogTopic topic,
      PartitionLoaders loaders,
      LoadStatus status,
      Settings settings) {
    this.consumer = consumer;
    this.topic = topic;
    this.loaders = loaders;
    this.status = status;
    this.settings = settings;
    this.mailbox = new CommitMailbox(consumer);
  }

  /** Returns after {@link #stop}, when all batches are finished and the group has been left. */
  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(topic.name()), new Rebalance());
      while (!stopping) {
        step();
      }
    } finally {
      end(List.copyOf(assigned.keySet()), true);
      consumer.close();
    }
  }

  /** Asks the loop to end; from any thread. */
  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  private void step() {
    try {
      dispatch(consumer.poll(POLL));
    } catch (WakeupException e) {
      // somebody wants to commit, or to stop
    } catch (InvalidOffsetException e) {
      halt(e);
    }
    mailbox.sendAll();
    restartFailed();
    balance();
    measureLag();
    status.polled();
  }

  private void dispatch(ConsumerRecords<byte[], byte[]> polled) {
    for (TopicPartition partition : polled.partitions()) {
      Assigned owner = assigned.get(partition);
      if (owner != null) {
        List<LogRecord> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
          owner.epochs().note(record.offset(), record.leaderEpoch());
          records.add(logRecord(record));
        }
        owner.worker().offer(records);
      }
    }
  }

  /** The log no longer has what comes next: going on would lose it silently, so it stands still. */
  private void halt(InvalidOffsetException failure) {
    for (TopicPartition partition : failure.partitions()) {
      LOG.errorf(
          "the log has lost records that were not loaded, the partition stands still: partition=%d",
          partition.partition());
      status.halted(partition.partition());
      paused.add(partition);
      consumer.pause(Set.of(partition));
    }
  }

  /** Pauses partitions whose buffers are full, and resumes those that have room. */
  private void balance() {
    assigned.forEach((partition, owner) -> {
      status.look(partition.partition(), owner.worker().state(), owner.worker().oldestMillis());
      if (status.isHalted(partition.partition())) {
        return;
      }
      if (owner.worker().isBackedUp() && paused.add(partition)) {
        consumer.pause(Set.of(partition));
      } else if (owner.worker().isHungry() && paused.remove(partition)) {
        consumer.resume(Set.of(partition));
      }
    });
  }

  /** A worker that failed is followed by a new one, after a pause that grows while it fails. */
  private void restartFailed() {
    long now = System.nanoTime();
    List<TopicPartition> due = new ArrayList<>();
    assigned.forEach((partition, owner) -> {
      if (owner.worker().state() == PartitionWorker.State.FAILED) {
        Failure failure =
            failures.compute(partition, (_, last) -> Failure.of(owner.worker(), last, now));
        if (now - failure.at() >= failure.pause().toNanos()) {
          due.add(partition);
        }
      }
    });
    if (!due.isEmpty()) {
      due.forEach(partition -> {
        Assigned failed = assigned.remove(partition);
        if (failed != null) {
          failed.commits().close();
        }
      });
      start(due);
    }
  }

  private void measureLag() {
    if (System.nanoTime() - lagMeasured < LAG_INTERVAL.toNanos() || assigned.isEmpty()) {
      return;
    }
    lagMeasured = System.nanoTime();
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(assigned.keySet(), LAG_TIMEOUT);
      ends.forEach((partition, end) -> {
        Assigned owner = assigned.get(partition);
        if (owner != null) {
          status.lag(partition.partition(), end - owner.worker().committed());
        }
      });
    } catch (TimeoutException | WakeupException e) {
      // measured again soon; loading is what matters
    }
  }

  private void start(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = startOffsets(partitions);
    offsets.forEach((partition, offset) -> {
      consumer.seek(partition, offset);
      consumer.resume(Set.of(partition));
      paused.remove(partition);
      SourcePartition source = source(partition);
      Progress progress =
          Progress.read(source.part(), offset.offset(), offset.metadata())
              .orElseThrow(() -> new IllegalStateException("progress of another topic"));
      LeaderEpochs epochs = new LeaderEpochs();
      epochs.note(offset.offset() - 1, offset.leaderEpoch());
      CommitMailbox.PartitionCommits commits = mailbox.of(partition, epochs);
      PartitionWorker worker =
          new PartitionWorker(
              loaders.of(source, timed(commits)),
              settings.rhythm(),
              settings.limits(),
              settings.tables(),
              progress);
      Thread thread = Thread.ofVirtual().name("load-" + partition.partition()).start(worker);
      assigned.put(partition, new Assigned(worker, thread, epochs, commits));
      status.assigned(partition.partition());
      LOG.infof(
          "partition assigned: partition=%d offset=%d announced=%s",
          partition.partition(), offset.offset(), progress.intent().isPresent());
    });
  }

  private CommitLog timed(CommitLog commits) {
    return progress -> {
      long start = System.nanoTime();
      commits.commit(progress);
      status.committed(System.nanoTime() - start);
    };
  }

  /**
   * Committed offsets. A partition without one, or with one of an earlier topic of the same name,
   * begins, explicitly, at its beginning.
   */
  private Map<TopicPartition, OffsetAndMetadata> startOffsets(
      Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Set<TopicPartition> fresh = new HashSet<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        awake(() -> consumer.committed(Set.copyOf(partitions)));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      int part = source(partition).part();
      if (offset == null || Progress.read(part, offset.offset(), offset.metadata()).isEmpty()) {
        fresh.add(partition);
      } else {
        offsets.put(partition, offset);
      }
    }
    if (!fresh.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
      awake(() -> consumer.beginningOffsets(fresh))
          .forEach((partition, offset) -> beginnings.put(partition, new OffsetAndMetadata(offset)));
      awake(() -> {
        consumer.commitSync(beginnings);
        return true;
      });
      offsets.putAll(beginnings);
    }
    return offsets;
  }

  /** Ends the partitions' threads; with a chance to finish and commit their batches. */
  private void end(Collection<TopicPartition> partitions, boolean finish) {
    Map<TopicPartition, Assigned> ending = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Assigned owner = assigned.remove(partition);
      if (owner != null) {
        ending.put(partition, owner);
        owner.worker().stop();
        if (owner.worker().state() == PartitionWorker.State.RECOVERING) {
          // it has no batch to finish, and may wait for an engine that is away
          owner.thread().interrupt();
        }
      }
      paused.remove(partition);
      status.revoked(partition.partition());
    }
    long deadline = System.nanoTime() + (finish ? settings.stopTimeout().toNanos() : 0);
    for (Assigned owner : ending.values()) {
      boolean ended = joined(owner.thread());
      while (!ended && System.nanoTime() < deadline) {
        mailbox.sendAllAndWait();
        ended = joined(owner.thread());
      }
      if (!ended) {
        LOG.warnf("a batch could not be finished in time; its next owner reads back what landed");
        owner.thread().interrupt();
      }
      owner.commits().close();
    }
    mailbox.sendAllAndWait();
    ending.keySet().forEach(partition -> status.ended(source(partition)));
  }

  private SourcePartition source(TopicPartition partition) {
    return new SourcePartition(topic.id(), partition.partition(), topic.partitions());
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Repeats a call that a wake-up has cut short; the call has no effect or is idempotent. */
  private static <T> T awake(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (WakeupException e) {
        // meant for poll
      }
    }
  }

  private static LogRecord logRecord(ConsumerRecord<byte[], byte[]> record) {
    Header version = record.headers().lastHeader(EventTopic.VERSION_HEADER);
    Header replayed = record.headers().lastHeader(Replay.REPLAYED_HEADER);
    return new LogRecord(
        record.offset(),
        record.timestamp(),
        version == null || version.value() == null ? NOTHING : version.value(),
        replayed != null && Replay.isMark(replayed.value()),
        record.key() == null ? NOTHING : record.key(),
        record.value() == null ? NOTHING : record.value());
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      start(partitions);
      status.phase(LoadStatus.Phase.LOADING);
      // at once: after a long outage nobody should wait for the first figure
      lagMeasured = System.nanoTime() - LAG_INTERVAL.toNanos();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      end(partitions, true);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      end(partitions, false);
    }
  }
}
