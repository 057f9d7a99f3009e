package dev.riffle.local.demo;

import dev.riffle.local.demo.BatchPoster.DemoStoppedException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays a history through a few connections at once. */
final class DemoRun {
  /** Connections in flight; more only take the processor from the services. */
  private static final int LANES = 4;

  private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

  private final DemoHistory history;
  private final URI url;
  private final String writeKey;
  private final InstantSource clock;

  DemoRun(DemoHistory history, URI url, String writeKey, InstantSource clock) {
    this.history = history;
    this.url = url;
    this.writeKey = writeKey;
    this.clock = clock;
  }

  /**
   * Posts everything.
   *
   * @param report called now and then while it goes on, and at the end
   * @throws DemoStoppedException when going on is useless
   */
  DemoTotals run(BatchPoster.Backoff backoff, Runnable report, DemoTotals totals)
      throws InterruptedException {
    try (BatchPoster poster = new BatchPoster(url, writeKey, backoff);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> lanes = new ArrayList<>(LANES);
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        lanes.add(threads.submit(() -> play(number, poster, totals)));
      }
      try {
        for (Future<?> lane : lanes) {
          await(lane, report);
        }
      } finally {
        threads.shutdownNow();
      }
      report.run();
      return totals;
    }
  }

  private void play(int number, BatchPoster poster, DemoTotals totals) {
    DemoLane lane = new DemoLane(poster, writeKey, clock, totals);
    history.play(number, LANES, lane);
    lane.finish();
  }

  private static void await(Future<?> lane, Runnable report) throws InterruptedException {
    while (true) {
      try {
        lane.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        report.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DemoStoppedException stopped) {
          throw stopped;
        }
        throw new IllegalStateException("a lane of the demo failed", e);
      }
    }
  }
}
