package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.load.LoadGenerator;
import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.system.EventLog;
import dev.riffle.acceptance.system.LoaderGroup;
import dev.riffle.acceptance.system.LoaderGroup.Announced;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets one partition pile up while the engine is down, with poison spread over it, and looks at the
 * batches in which it is loaded. The engine refuses events by a constraint that is added to its
 * table: nothing that the edge lets through would be refused.
 */
final class BatchPoisoning {
  private static final int PARTITION = 0;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LOADED_MAX = Duration.ofMinutes(10);
  private static final String REFUSE =
      "ALTER TABLE events ADD CONSTRAINT IF NOT EXISTS chaos CHECK event != '"
          + PoisonProducer.REFUSED
          + "'";
  private static final String REFUSE_NO_MORE = "ALTER TABLE events DROP CONSTRAINT IF EXISTS chaos";

  /** While it is loaded there is that much less load: what is looked at is what has piled up. */
  private static final int RELIEF = 10;

  private final RunningRiffle riffle;
  private final LoadGenerator load;
  private final PoisonProducer poison;
  private final Downtime downtime;
  private final List<Long> unreadable = new ArrayList<>();
  private final List<Long> refused = new ArrayList<>();
  private long end;

  BatchPoisoning(
      RunningRiffle riffle, LoadGenerator load, PoisonProducer poison, Downtime downtime) {
    this.riffle = riffle;
    this.load = load;
    this.poison = poison;
    this.downtime = downtime;
  }

  Verdict pileUp(Fault.PoisonedBacklog backlog) throws IOException, InterruptedException {
    StoredEvents stored = riffle.stored();
    stored.query(REFUSE);
    downtime.keepDown(PartName.CLICKHOUSE, () -> write(backlog));
    double usual = load.rate();
    load.rate(usual / RELIEF);
    try {
      long startedAt = System.nanoTime();
      Set<Announced> batches = batchesUntilLoaded(startedAt);
      Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
      return verdict(backlog, batches, took);
    } finally {
      load.rate(usual);
      stored.query(REFUSE_NO_MORE);
    }
  }

  private void write(Fault.PoisonedBacklog backlog) throws InterruptedException {
    int poisons = backlog.unreadable() + backlog.refused();
    try (EventLog log = new EventLog(riffle.bootstrapServers())) {
      long begin = log.end(PARTITION);
      end = begin;
      // some are in the batch that is at hand when the engine goes down
      long waiting = backlog.records() * 6L / 5;
      while (end - begin < waiting) {
        int written = unreadable.size() + refused.size();
        // the first in the midst of the first share, so that none is at the edge
        if (written < poisons && (end - begin) * 2 * poisons >= (2L * written + 1) * waiting) {
          writeOne(backlog);
        } else {
          Thread.sleep(POLL);
        }
        end = log.end(PARTITION);
      }
    }
  }

  /** In turns as long as there are both. */
  private void writeOne(Fault.PoisonedBacklog backlog) throws InterruptedException {
    boolean readable =
        (long) refused.size() * backlog.unreadable()
            <= (long) unreadable.size() * backlog.refused();
    if ((readable && refused.size() < backlog.refused())
        || unreadable.size() >= backlog.unreadable()) {
      refused.add(poison.writeRefused(PARTITION));
    } else {
      unreadable.add(poison.writeUnreadable(PARTITION));
    }
  }

  private Set<Announced> batchesUntilLoaded(long startedAt) throws InterruptedException {
    Set<Announced> batches = new HashSet<>();
    try (LoaderGroup group = new LoaderGroup(riffle.bootstrapServers())) {
      while (group.loadedTo(PARTITION) < end
          && System.nanoTime() - startedAt < LOADED_MAX.toNanos()) {
        Announced announced = group.announced().get(PARTITION);
        if (announced != null) {
          batches.add(announced);
        }
        Thread.sleep(POLL);
      }
      if (group.loadedTo(PARTITION) < end) {
        throw new IllegalStateException("not loaded within " + LOADED_MAX);
      }
    }
    return batches;
  }

  private Verdict verdict(Fault.PoisonedBacklog backlog, Set<Announced> batches, Duration took) {
    Announced largest =
        batches.stream()
            .filter(batch -> within(unreadable, batch) > 0 && within(refused, batch) > 0)
            .reduce(new Announced(0, 0), (a, b) -> a.records() >= b.records() ? a : b);
    return new Verdict(
        Invariant.POISON_ASIDE,
        largest.records() >= backlog.records() ? 0 : 1,
        String.format(
            Locale.ROOT,
            "the largest had %,d records, %d of them unreadable and %d refused; all were loaded"
                + " %.1f s after the engine was started again, in %d batches",
            largest.records(),
            within(unreadable, largest),
            within(refused, largest),
            took.toMillis() / 1e3,
            batches.size()),
        List.of());
  }

  private static long within(List<Long> offsets, Announced batch) {
    return offsets.stream()
        .filter(offset -> offset >= batch.from() && offset < batch.end())
        .count();
  }
}
