package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.load.LoadFigures;
import dev.riffle.acceptance.chaos.load.LoadGenerator;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.LoadProgress;
import dev.riffle.acceptance.system.LoadProgress.Progress;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks at what clients and operators see while a part is down: without Kafka nothing may be
 * acknowledged, without the engine nobody may notice but the lag.
 */
public final class OutageWatch {
  /** Answers that were on their way when the part died. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The ingest service gives up after 9 s. */
  private static final Duration ANSWER_MAX = Duration.ofMillis(9_500);

  private static final Duration LAG_VISIBLE_MAX = Duration.ofSeconds(15);
  private static final Duration CATCH_UP_MAX = Duration.ofMinutes(10);
  private static final int CATCH_UP_FACTOR = 5;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String METRICS = "/q/metrics";
  private static final String LAG = "riffle_load_lag_records";

  private final LoadGenerator load;
  private final RunningRiffle riffle;
  private final List<Verdict> verdicts = new ArrayList<>();

  public OutageWatch(LoadGenerator load, RunningRiffle riffle) {
    this.load = load;
    this.riffle = riffle;
  }

  public synchronized List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** Takes as long as the outage lasts. */
  void during(PartName part, Duration lasting) throws InterruptedException {
    long startedAt = System.nanoTime();
    switch (part) {
      case KAFKA -> withoutKafka(lasting);
      case CLICKHOUSE -> withoutEngine(lasting);
      case POSTGRES, INGEST, QUERY -> {}
    }
    Duration left = lasting.minusNanos(System.nanoTime() - startedAt);
    Thread.sleep(left.isNegative() ? Duration.ZERO : left);
  }

  /** The part is started again. */
  void after(PartName part) throws InterruptedException {
    if (part == PartName.CLICKHOUSE) {
      catchUp();
    }
  }

  private void withoutKafka(Duration lasting) throws InterruptedException {
    Thread.sleep(GRACE);
    LoadFigures before = load.figures();
    Thread.sleep(lasting.minus(GRACE).isNegative() ? Duration.ZERO : lasting.minus(GRACE));
    LoadFigures after = load.figures();
    long acked = after.answersOf(2) - before.answersOf(2);
    boolean slow = after.slowestAnswer().compareTo(ANSWER_MAX) > 0;
    add(
        new Verdict(
            Invariant.NO_ACK_WITHOUT_KAFKA,
            acked + (slow ? 1 : 0),
            String.format(
                Locale.ROOT,
                "%d requests answered 2xx, %d 5xx, slowest answer of the run %s",
                acked,
                after.answersOf(5) - before.answersOf(5),
                seconds(after.slowestAnswer())),
            List.of()));
  }

  private void withoutEngine(Duration lasting) throws InterruptedException {
    LoadFigures before = load.figures();
    long startedAt = System.nanoTime();
    Duration visible = lasting;
    while (since(startedAt).compareTo(lasting) < 0) {
      if (visible.equals(lasting) && shownLag() > 0) {
        visible = since(startedAt);
      }
      Thread.sleep(POLL);
    }
    long failed = load.figures().answersOf(5) - before.answersOf(5);
    boolean late = visible.compareTo(LAG_VISIBLE_MAX) > 0;
    add(
        new Verdict(
            Invariant.LAG_VISIBLE,
            failed + (late ? 1 : 0),
            failed + " requests answered 5xx, lag shown after " + seconds(visible),
            List.of()));
  }

  private double shownLag() throws InterruptedException {
    try {
      return new HttpDoor(riffle.ingestUrl(), "")
          .get(METRICS)
          .body()
          .lines()
          .filter(line -> line.startsWith(LAG))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .filter(Double::isFinite)
          .sum();
    } catch (IOException e) {
      // the ingest service is away itself
      return 0;
    }
  }

  /** Until the loader is as near to the end of the log as the load lets it. */
  private void catchUp() throws InterruptedException {
    double rate = load.rate();
    long startedAt = System.nanoTime();
    try (LoadProgress log = new LoadProgress(riffle.bootstrapServers())) {
      Progress first = log.look();
      Progress now = first;
      while (now.lag() > 2 * rate && since(startedAt).compareTo(CATCH_UP_MAX) < 0) {
        Thread.sleep(POLL);
        now = log.look();
      }
      long loaded = now.loaded() - first.loaded();
      double perSecond = loaded * 1e9 / Math.max(1, since(startedAt).toNanos());
      boolean slow = first.lag() > 2 * rate && perSecond < CATCH_UP_FACTOR * rate;
      add(
          new Verdict(
              Invariant.CAUGHT_UP,
              slow ? 1 : 0,
              String.format(
                  Locale.ROOT,
                  "%,d records behind, %,d loaded in %s: %,.0f/s at a load of %,.0f/s",
                  first.lag(),
                  loaded,
                  seconds(since(startedAt)),
                  perSecond,
                  rate),
              List.of()));
    }
  }

  synchronized void add(Verdict verdict) {
    verdicts.add(verdict);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
