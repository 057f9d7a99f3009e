package dev.riffle.acceptance.chaos.load;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Which events go next: new ones, and acknowledged ones whose time has come again. Thread-safe. */
final class Backlog {
  private static final int RESENDS_MAX = 5;
  private static final int PERCENT = 100;

  private final LoadSettings settings;
  private final Random random;
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));

  /** Numbers that were acknowledged before: what is sent again is not sent again for that. */
  private final BitSet decided = new BitSet();

  private long limit;
  private long taken;
  private long resent;
  private boolean hurrying;

  /** An event that is sent again. */
  private record Due(long nanos, long number) {}

  Backlog(LoadSettings settings, long seed) {
    this.settings = settings;
    this.limit = settings.maxEvents();
    this.random = new Random(seed);
  }

  /** Numbers of the next events, so many at most, in any order; empty when none is due. */
  synchronized List<Long> next(int count, long nowNanos) {
    List<Long> numbers = new ArrayList<>(count);
    Due first = due.peek();
    while (first != null && numbers.size() < count && (hurrying || first.nanos() - nowNanos <= 0)) {
      due.poll();
      numbers.add(first.number());
      first = due.peek();
    }
    resent += numbers.size();
    while (numbers.size() < count && taken < limit) {
      numbers.add(++taken);
    }
    Collections.shuffle(numbers, random);
    return numbers;
  }

  /** Decides which of them are sent again, and when. */
  synchronized void acknowledged(List<Long> numbers, long nowNanos) {
    if (settings.resendPercent() == 0) {
      return;
    }
    long within = settings.resendWithin().toNanos();
    for (long number : numbers) {
      boolean first = !decided.get(Math.toIntExact(number));
      decided.set(Math.toIntExact(number));
      if (first && random.nextInt(PERCENT) < settings.resendPercent()) {
        int times = 1 + random.nextInt(RESENDS_MAX);
        for (int i = 0; i < times; i++) {
          due.add(new Due(nowNanos + random.nextLong(within), number));
        }
      }
    }
  }

  /** Nothing new from now on, and what is due later comes at once. */
  synchronized void pause() {
    limit = taken;
    hurrying = true;
  }

  /** So many new ones after all. */
  synchronized void more(long events) {
    limit = taken + events;
  }

  /** True when nothing will come any more. */
  synchronized boolean isExhausted() {
    return due.isEmpty() && taken >= limit;
  }

  synchronized long taken() {
    return taken;
  }

  synchronized long resent() {
    return resent;
  }
}
