package dev.riffle.ingest.load.retry;

import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A loader as it will be, reduced to what concerns retries, over a table in memory: it dies at any
 * step, loses the tail of its index, all of it, or gets an old one back, and goes on.
 */
final class RetryHistory {
  static final RetryWindow WINDOW = new RetryWindow(7);

  private final Random random;
  private final RetryLog log;
  private final InMemoryRetryTable table = new InMemoryRetryTable();
  private final Set<Occurrence> landed = new HashSet<>();
  private final Indexes indexes;
  private RetryBatch batch = new RetryBatch(WINDOW);
  private RetryIndex index;
  private List<RetryEntry> uncommitted = List.of();
  private final List<RetryLog.Entry> refused = new ArrayList<>();
  private long delivered;
  private long committed;

  /** Where the index lives. */
  interface Indexes {
    /** Opens it as it was left, or empty. */
    RetryIndex open();

    /** The process dies: what was not on disk is gone. */
    void kill();

    /** The directory is deleted. */
    void delete();

    /** Puts a copy aside, as a process does that loses the partition. */
    void keep();

    /** The copy put aside is the index again, however old. */
    void restore();
  }

  /** The process is dead. */
  private static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  RetryHistory(long seed, Indexes indexes) {
    this.random = new Random(seed);
    this.log = new RetryLog(random, WINDOW);
    this.indexes = indexes;
    this.index = indexes.open();
  }

  /** The day at which the index should believe itself to be: that of the log, or a little on. */
  static InstantSource clock(RetryLog log) {
    return () -> Instant.ofEpochMilli(RetryWindow.startMillis(log.day()));
  }

  RetryLog log() {
    return log;
  }

  List<Occurrence> stored() {
    return table.rows().stream().map(InMemoryRetryTable.Row::at).toList();
  }

  void run(int steps) throws InterruptedException {
    start();
    for (int step = 0; step < steps; step++) {
      log.append(random.nextInt(30));
      try {
        load();
      } catch (KilledException e) {
        indexes.kill();
        change();
        start();
      }
      if (random.nextInt(60) == 0) {
        loadAll();
        log.beginTopic();
        committed = 0;
        index.close();
        start();
      }
    }
    loadAll();
    index.close();
  }

  private void loadAll() throws InterruptedException {
    while (committed < log.end()) {
      try {
        if (delivered < log.end()) {
          load();
        } else {
          commit();
        }
      } catch (KilledException e) {
        indexes.kill();
        start();
      }
    }
  }

  /** What happens to a directory while nobody uses it. */
  private void change() {
    int what = random.nextInt(10);
    if (what == 0) {
      indexes.delete();
    } else if (what == 1) {
      indexes.keep();
    } else if (what == 2) {
      indexes.restore();
    }
  }

  private void start() throws InterruptedException {
    batch = new RetryBatch(WINDOW);
    uncommitted = List.of();
    refused.clear();
    delivered = committed;
    index = indexes.open();
    EngineWait wait =
        new EngineWait(Duration.ofMillis(1), Duration.ofMillis(1), _ -> {}, new Silent());
    table.failTimes(random.nextInt(3));
    new RetryCompletion(table, WINDOW, clock(log), wait)
        .complete(index, new LogPosition(log.part(), committed));
  }

  private void load() {
    List<RetryLog.Entry> taken = new ArrayList<>();
    List<RetryLog.Entry> insert = new ArrayList<>();
    for (int chunk = 0; chunk <= random.nextInt(3); chunk++) {
      List<RetryLog.Entry> entries = log.read(delivered + taken.size(), 1 + random.nextInt(20));
      decide(entries, insert);
      taken.addAll(entries);
    }
    maybeDie();
    // the announcement of this batch commits the one before
    commit();
    maybeDie();
    insert(insert);
    maybeDie();
    delivered += taken.size();
    uncommitted = batch.entries();
    batch.next();
    taken.stream().filter(RetryLog.Entry::poison).forEach(refused::add);
    if (random.nextInt(4) == 0) {
      maybeDie();
      commit();
    }
    maybeDie();
  }

  private void commit() {
    if (committed == delivered) {
      return;
    }
    committed = delivered;
    refused.forEach(log::deadLetter);
    refused.clear();
    maybeDie();
    index.apply(uncommitted, new LogPosition(log.part(), committed));
    uncommitted = List.of();
    if (random.nextInt(8) == 0) {
      index.flush();
    }
  }

  private void decide(List<RetryLog.Entry> entries, List<RetryLog.Entry> insert) {
    List<EventKey> keys = new ArrayList<>();
    for (RetryLog.Entry entry : entries) {
      if (entry.key() != null) {
        keys.add(entry.key());
      }
    }
    batch.learn(index.find(keys));
    for (RetryLog.Entry entry : entries) {
      EventKey key = entry.key();
      boolean hasLanded = landed.contains(entry.at());
      Optional<Occurrence> first =
          key == null || hasLanded ? Optional.empty() : batch.firstOf(key, entry.at(), entry.day());
      if (first.isPresent()) {
        continue;
      }
      if (key != null) {
        batch.add(key, entry.at(), entry.day());
      }
      if (!hasLanded) {
        insert.add(entry);
      }
    }
  }

  /** Rows become visible one by one: a kill leaves some of them, with holes. */
  private void insert(List<RetryLog.Entry> entries) {
    boolean dies = random.nextInt(12) == 0;
    for (RetryLog.Entry entry : entries) {
      if (entry.poison()) {
        batch.forget(entry.at().offset());
      } else if (!dies || random.nextBoolean()) {
        landed.add(entry.at());
        table.add(entry.key(), entry.at(), entry.day());
      }
    }
    if (dies) {
      throw new KilledException();
    }
  }

  private void maybeDie() {
    if (random.nextInt(25) == 0) {
      throw new KilledException();
    }
  }

  private static final class Silent implements EngineWait.Observer {
    @Override
    public void failed(EngineException failure) {}

    @Override
    public void succeeded() {}
  }
}
