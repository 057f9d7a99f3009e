package dev.riffle.local.clickhouse.disk;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the engine from writing to a volume that is nearly full: libchdb 26.7 does not notice every
 * write that fails, and puts parts with empty files in place of good ones.
 *
 * <p>Looks at the free space at an interval and stops the merges below the reserve; whatever wants
 * to write asks it before and is refused. Reading goes on. Safe for use by many threads.
 */
public final class DiskGuard implements AutoCloseable {
  static final int NOT_ENOUGH_SPACE = 243;

  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** A table that was being created, or a user's START MERGES, may have come in between. */
  private static final Duration STOP_AGAIN_AFTER = Duration.ofSeconds(1);

  private final DiskReserve reserve;
  private final FreeSpace freeSpace;
  private final Merges merges;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean low;
  private boolean mergesStopped;
  private boolean failed;
  private Instant stoppedAt = Instant.MIN;

  public DiskGuard(DiskReserve reserve, FreeSpace freeSpace, Merges merges, InstantSource clock) {
    this.reserve = reserve;
    this.freeSpace = freeSpace;
    this.merges = merges;
    this.clock = clock;
  }

  /**
   * Looks at the free space now, whatever the last look saw.
   *
   * @throws EngineException 243 when there is not enough for a statement that writes
   */
  public void requireRoom() {
    long free;
    try {
      free = freeSpace.bytes();
    } catch (IOException e) {
      // the next look logs it; the engine reserves room for itself
      return;
    }
    if (reserve.isLow(low, free)) {
      throw new EngineException(
          NOT_ENOUGH_SPACE,
          "NOT_ENOUGH_SPACE",
          "The disk is nearly full: "
              + free
              + " bytes are free, "
              + (low ? reserve.goOnFrom() : reserve.stopBelow())
              + " are needed to write. Nothing was written.");
    }
  }

  /** Looks once, then again and again in a thread until closed. */
  public void start(ThreadFactory threads) {
    look();
    threads.newThread(this::watch).start();
  }

  private void watch() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops and starts merges as the free space demands. What fails is tried at the next look. */
  synchronized void look() {
    if (closed.getCount() == 0) {
      return;
    }
    try {
      long free = freeSpace.bytes();
      boolean nowLow = reserve.isLow(low, free);
      logChange(nowLow, free);
      low = nowLow;
      switchMerges();
      failed = false;
    } catch (IOException | EngineException e) {
      if (!failed) {
        LOG.warn("free disk space not seen, or merges not switched; trying again", e);
      }
      failed = true;
    }
  }

  private void switchMerges() {
    Instant now = clock.instant();
    if (!low && mergesStopped) {
      merges.start();
      mergesStopped = false;
    } else if (low && (!mergesStopped || !now.isBefore(stoppedAt.plus(STOP_AGAIN_AFTER)))) {
      merges.stop();
      mergesStopped = true;
      stoppedAt = now;
    }
  }

  private void logChange(boolean nowLow, long free) {
    if (nowLow && !low) {
      LOG.error(
          "disk nearly full: inserts refused and merges stopped, free={} reserve={}",
          free,
          reserve.stopBelow());
    } else if (!nowLow && low) {
      LOG.info("room on the disk again: inserts and merges go on, free={}", free);
    }
  }

  /** After it neither looks nor touches the engine. */
  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      // a look that has begun ends before the engine is closed
      mergesStopped = false;
    }
  }
}
