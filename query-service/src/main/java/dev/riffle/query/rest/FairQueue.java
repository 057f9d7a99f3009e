package dev.riffle.query.rest;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who runs, who waits and who is refused. A place that becomes free goes to the key that
 * runs least; of several, to the one whose last turn lies longest back; within a key, in order. So
 * keys that keep asking take turns, and one that asks rarely is next, however long the others'
 * queues are. Not thread-safe.
 *
 * @param <K> whose turn it is
 * @param <T> one who wants to run; known by equality, and entered once at a time
 */
final class FairQueue<K, T> {
  private final Limits limits;
  // only keys with something running or waiting
  private final Map<K, Share<T>> shares = new HashMap<>();
  private int running;
  private int waiting;
  private long moments;

  /**
   * How many at most.
   *
   * @param running at the same time, at least 1
   * @param runningOfKey at the same time with one key, from 1 to {@code running}
   * @param waiting of all keys together, at least 1
   * @param waitingOfKey with one key, at least 1
   */
  record Limits(int running, int runningOfKey, int waiting, int waitingOfKey) {
    Limits {
      if (runningOfKey < 1 || running < runningOfKey || waiting < 1 || waitingOfKey < 1) {
        throw new IllegalArgumentException(
            "of %d running, %d of one key; of %d waiting, %d of one key"
                .formatted(running, runningOfKey, waiting, waitingOfKey));
      }
    }
  }

  /** What becomes of one who enters. */
  enum Entry {
    RUNS,
    WAITS,
    /** Refused: as many of its own key wait as may. */
    KEY_IS_FULL,
    /** Refused: as many wait as may, of all keys. */
    ALL_IS_FULL
  }

  private static final class Share<T> {
    private final Set<T> running = new HashSet<>();
    private final Deque<T> waiting = new ArrayDeque<>();

    /** When one of it began or ended to run, or else the key came: growing, never the same. */
    private long last;

    Share(long now) {
      this.last = now;
    }
  }

  FairQueue(Limits limits) {
    this.limits = limits;
  }

  /** Lets one in; unless it is refused, it must {@link #leave} once. */
  Entry enter(K key, T ticket) {
    Share<T> share = shares.getOrDefault(key, new Share<>(moments));
    if (!mayRun(share)) {
      if (share.waiting.size() >= limits.waitingOfKey()) {
        return Entry.KEY_IS_FULL;
      }
      if (waiting >= limits.waiting()) {
        return Entry.ALL_IS_FULL;
      }
    }
    return enterAnyhow(key, ticket);
  }

  /** As {@link #enter}, for one that cannot be refused any more: it runs, or waits. */
  Entry enterAnyhow(K key, T ticket) {
    Share<T> share = shares.computeIfAbsent(key, _ -> new Share<>(++moments));
    if (mayRun(share)) {
      start(share, ticket);
      return Entry.RUNS;
    }
    share.waiting.addLast(ticket);
    waiting++;
    return Entry.WAITS;
  }

  /**
   * Lets one out that has run, or does not want to wait any more.
   *
   * @return who runs in its place from now on
   */
  Optional<T> leave(K key, T ticket) {
    Share<T> share = shares.get(key);
    if (share == null) {
      return Optional.empty();
    }
    boolean ran = share.running.remove(ticket);
    if (ran) {
      running--;
      share.last = ++moments;
    } else if (share.waiting.remove(ticket)) {
      waiting--;
    }
    if (share.running.isEmpty() && share.waiting.isEmpty()) {
      shares.remove(key);
    }
    return ran ? next() : Optional.empty();
  }

  /** Its place among those of its key that wait, from 1; 0 when it does not wait. */
  int place(K key, T ticket) {
    Share<T> share = shares.get(key);
    int place = 1;
    for (T waits : share == null ? List.<T>of() : share.waiting) {
      if (waits.equals(ticket)) {
        return place;
      }
      place++;
    }
    return 0;
  }

  boolean isRunning(K key, T ticket) {
    Share<T> share = shares.get(key);
    return share != null && share.running.contains(ticket);
  }

  /** Whether the key runs as many as it may, so that it waits for none but itself. */
  boolean hasWholeShare(K key) {
    Share<T> share = shares.get(key);
    return share != null && share.running.size() >= limits.runningOfKey();
  }

  int running() {
    return running;
  }

  int waiting() {
    return waiting;
  }

  /** How many keys are known: those with something running or waiting. */
  int keys() {
    return shares.size();
  }

  /** At most one: as long as a place is free, every key that waits has its whole share. */
  private Optional<T> next() {
    return shares.values().stream()
        .filter(share -> !share.waiting.isEmpty() && mayRun(share))
        .min(
            Comparator.comparingInt((Share<T> share) -> share.running.size())
                .thenComparingLong(share -> share.last))
        .map(share -> {
          T ticket = share.waiting.removeFirst();
          waiting--;
          start(share, ticket);
          return ticket;
        });
  }

  private boolean mayRun(Share<T> share) {
    return running < limits.running() && share.running.size() < limits.runningOfKey();
  }

  private void start(Share<T> share, T ticket) {
    share.running.add(ticket);
    share.last = ++moments;
    running++;
  }
}
