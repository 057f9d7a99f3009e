package dev.riffle.ingest.load.table;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits for an engine that is away: tries again for ever, with pauses that double up to a limit.
 * Nothing is dropped and nothing given up; only an interrupt ends it. One thread.
 */
public final class EngineWait {
  private final Duration first;
  private final Duration max;
  private final Pause pause;
  private final Observer observer;
  private Duration next;

  /** Stands still for a while; tests do not. */
  @FunctionalInterface
  public interface Pause {
    void last(Duration duration) throws InterruptedException;
  }

  /** Told how it goes, for log, health and metrics. */
  public interface Observer {
    void failed(EngineException failure);

    void succeeded();
  }

  public EngineWait(Duration first, Duration max, Pause pause, Observer observer) {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("pauses from " + first + " to " + max);
    }
    this.first = first;
    this.max = max;
    this.pause = pause;
    this.observer = observer;
    this.next = first;
  }

  /** Runs it until it succeeds. It must be safe to repeat. */
  public <T> T until(Supplier<T> work) throws InterruptedException {
    while (true) {
      try {
        T result = work.get();
        next = first;
        observer.succeeded();
        return result;
      } catch (EngineException e) {
        failed(e);
      }
    }
  }

  public void untilDone(Runnable work) throws InterruptedException {
    until(() -> {
      work.run();
      return true;
    });
  }

  /** Notes a failure and waits before the next try. */
  public void failed(EngineException failure) throws InterruptedException {
    observer.failed(failure);
    pause.last(next);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(max) < 0 ? doubled : max;
  }
}
