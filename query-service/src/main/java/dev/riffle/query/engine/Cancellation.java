package dev.riffle.query.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody still wants the answer. The thread that answers binds it ({@link #during}); any
 * other thread may cancel: the statement that runs is stopped in the engine, and no further one
 * begins.
 */
public final class Cancellation {
  private static final ScopedValue<Cancellation> CURRENT = ScopedValue.newInstance();

  /** A statement that has been sent but is not known to the engine yet is told again. */
  private static final long AGAIN_MS = 200;

  private boolean cancelled;
  private @Nullable Running running;

  private record Running(Runnable stop, CountDownLatch ended) {}

  /** Runs a question whose statements end when this is cancelled. */
  public <T> T during(Supplier<T> question) {
    return ScopedValue.where(CURRENT, this).call(question::get);
  }

  /** Returns at once; the engine is told by a thread of its own, until the statement has ended. */
  public void cancel() {
    Running stopped;
    synchronized (this) {
      cancelled = true;
      stopped = running;
    }
    if (stopped != null) {
      Thread.startVirtualThread(() -> stopUntilEnded(stopped));
    }
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** That of the question that this thread answers, or one that nobody cancels. */
  static Cancellation current() {
    return CURRENT.isBound() ? CURRENT.get() : new Cancellation();
  }

  /**
   * A statement is about to be sent.
   *
   * @param stop tells the engine to stop it; called by other threads, any number of times
   * @return false when it must not be sent any more
   */
  synchronized boolean begin(Runnable stop) {
    if (!cancelled) {
      running = new Running(stop, new CountDownLatch(1));
    }
    return !cancelled;
  }

  /** The statement is over. */
  synchronized void end() {
    if (running != null) {
      running.ended().countDown();
      running = null;
    }
  }

  private static void stopUntilEnded(Running running) {
    try {
      do {
        running.stop().run();
      } while (!running.ended().await(AGAIN_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
