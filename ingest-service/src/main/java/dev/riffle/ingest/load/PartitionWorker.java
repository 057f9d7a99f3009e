package dev.riffle.ingest.load;

import dev.riffle.ingest.load.delivery.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The thread of one assigned partition: takes records from a bounded buffer, cuts batches, has them
 * stored and committed. The polling thread fills the buffer and never waits for this one.
 */
final class PartitionWorker implements Runnable {
  private static final Logger LOG = Logger.getLogger(PartitionWorker.class);
  private static final Duration IDLE = Duration.ofMillis(500);

  /**
   * A quarter of a batch may wait: it lasts until the next poll. More would only be copied from
   * collection to collection while the batch before it is stored.
   */
  private static final int BUFFER_SHARE = 4;

  /** How long a batch waits for records that were announced, before it is cut without them. */
  private static final Duration ANNOUNCED_WAIT = Duration.ofSeconds(30);

  /** When a batch is cut, besides being full. */
  record Rhythm(Duration ageMax, Duration interval) {}

  enum State {
    /** Reads what has landed, or waits for the engine to say so. */
    RECOVERING,
    LOADING,
    /** Ended as asked. */
    STOPPED,
    /** Ended by an error; a new worker goes on from the committed offset. */
    FAILED,
  }

  private final PartitionLoader loader;
  private final Rhythm rhythm;
  private final BatchLimits limits;
  private final CountDownLatch tables;
  private final Progress from;
  private final LinkedBlockingQueue<List<LogRecord>> buffer = new LinkedBlockingQueue<>();
  private final AtomicLong bufferedRecords = new AtomicLong();
  private final AtomicLong bufferedBytes = new AtomicLong();
  private volatile boolean stopping;
  private volatile State state = State.RECOVERING;
  private volatile long committed;
  private volatile long oldestInHand;
  private List<LogRecord> rest = List.of();
  private long batchSince;
  private long lastStored;

  PartitionWorker(
      PartitionLoader loader,
      Rhythm rhythm,
      BatchLimits limits,
      CountDownLatch tables,
      Progress from) {
    this.loader = loader;
    this.rhythm = rhythm;
    this.limits = limits;
    this.tables = tables;
    this.from = from;
    this.committed = from.nextOffset();
    this.lastStored = System.nanoTime() - rhythm.interval().toNanos();
  }

  @Override
  public void run() {
    try (loader) {
      tables.await();
      loader.recover(from);
      state = State.LOADING;
      while (!stopping || mustFinish()) {
        step();
      }
      loader.commit();
      committed = loader.committedOffset();
      state = State.STOPPED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      state = State.STOPPED;
    } catch (CommitLog.PartitionLostException e) {
      LOG.infof("partition lost while it was loaded");
      state = State.STOPPED;
    } catch (RuntimeException e) {
      // the outermost loop of this partition: whatever it was, the way on is the same as after a
      // crash
      LOG.errorf(e, "loading failed, begins again from the committed offset: offset=%d", committed);
      state = State.FAILED;
    }
  }

  /** Takes the records of one poll, in offset order. Called by the polling thread. */
  void offer(List<LogRecord> records) {
    bufferedRecords.addAndGet(records.size());
    bufferedBytes.addAndGet(byteCount(records));
    buffer.add(records);
  }

  /** True when the partition should be paused: enough is waiting to go on with. */
  boolean isBackedUp() {
    return bufferedRecords.get() >= share(limits.rowsMax(), BUFFER_SHARE)
        || bufferedBytes.get() >= share(limits.bytesMax(), BUFFER_SHARE);
  }

  /** True when a paused partition should go on. */
  boolean isHungry() {
    return bufferedRecords.get() < share(limits.rowsMax(), 2 * BUFFER_SHARE)
        && bufferedBytes.get() < share(limits.bytesMax(), 2 * BUFFER_SHARE);
  }

  private static int share(int whole, int part) {
    return Math.max(1, whole / part);
  }

  /** Asks to finish the batch at hand and end. */
  void stop() {
    stopping = true;
  }

  State state() {
    return state;
  }

  /** Next offset to load, as committed. */
  long committed() {
    return committed;
  }

  /** When the log took the oldest record that is here and not committed; 0 when none is here. */
  long oldestMillis() {
    long inHand = oldestInHand;
    if (inHand != 0) {
      return inHand;
    }
    List<LogRecord> next = buffer.peek();
    return next == null ? 0 : next.getFirst().timestampMillis();
  }

  /** A batch that is still short of what was announced is left to the next owner as it is. */
  private boolean mustFinish() {
    return !loader.isEmpty() && (loader.isFull() || !loader.isAnnounced());
  }

  private void step() throws InterruptedException {
    if (rest.isEmpty() && !stopping) {
      rest = next();
    }
    if (oldestInHand == 0) {
      oldestInHand = oldestOf(rest);
    }
    if (!rest.isEmpty() && !loader.isFull()) {
      if (loader.isEmpty()) {
        batchSince = System.nanoTime();
      }
      int taken = loader.add(rest);
      rest = rest.subList(taken, rest.size());
    }
    if (!loader.isEmpty() && (loader.isFull() || isDue())) {
      loader.deliver();
      lastStored = System.nanoTime();
      if (rest.isEmpty() && buffer.isEmpty()) {
        // no batch follows at once whose announcement would commit it
        loader.commit();
      }
      committed = loader.committedOffset();
      oldestInHand = oldestOf(rest);
    }
  }

  private static long oldestOf(List<LogRecord> records) {
    return records.isEmpty() ? 0 : records.getFirst().timestampMillis();
  }

  private List<LogRecord> next() throws InterruptedException {
    long wait =
        loader.isEmpty() || loader.isAnnounced()
            ? IDLE.toNanos()
            : rhythm.interval().toNanos() - (System.nanoTime() - lastStored);
    List<LogRecord> records = buffer.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
    if (records == null) {
      return List.of();
    }
    bufferedRecords.addAndGet(-records.size());
    bufferedBytes.addAndGet(-byteCount(records));
    return records;
  }

  private boolean isDue() {
    long now = System.nanoTime();
    if (loader.isAnnounced()) {
      return now - batchSince >= ANNOUNCED_WAIT.toNanos();
    }
    return stopping
        || now - batchSince >= rhythm.ageMax().toNanos()
        || (buffer.isEmpty() && now - lastStored >= rhythm.interval().toNanos());
  }

  private static long byteCount(List<LogRecord> records) {
    long bytes = 0;
    for (LogRecord record : records) {
      bytes += record.byteCount();
    }
    return bytes;
  }
}
