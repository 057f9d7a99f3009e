package dev.riffle.local.clickhouse.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks every half second whether the clients of running queries are still there. */
public final class DisconnectWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 500;

  private final Set<Watched> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;

  public DisconnectWatch(ThreadFactory threads) {
    timer = Executors.newSingleThreadScheduledExecutor(threads);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> running.forEach(Watched::look),
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /**
   * Watches until the result is closed; nobody may read from the connection meanwhile.
   *
   * @param gone whether the client is
   * @param onGone called once
   */
  AutoCloseable start(BooleanSupplier gone, Runnable onGone) {
    Watched watched = new Watched(gone, onGone);
    running.add(watched);
    return () -> {
      running.remove(watched);
      watched.end();
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static final class Watched {
    private final BooleanSupplier gone;
    private final Runnable onGone;
    private boolean ended;

    Watched(BooleanSupplier gone, Runnable onGone) {
      this.gone = gone;
      this.onGone = onGone;
    }

    synchronized void look() {
      if (!ended && gone.getAsBoolean()) {
        ended = true;
        onGone.run();
      }
    }

    synchronized void end() {
      ended = true;
    }
  }
}
