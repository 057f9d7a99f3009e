package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs many seeds on two threads.
 *
 * @param first the first seed
 * @param count how many
 * @param protocols what owners do
 * @param plans how a plan is made of a seed's dice
 */
record Seeds(long first, long count, Supplier<Protocol> protocols, Function<Dice, Plan> plans) {
  private static final int THREADS = 2;

  /**
   * Runs until a seed fails or none is left.
   *
   * @param journal takes the counts
   * @return the failed seed; the least one of those that failed
   */
  OptionalLong firstFailing(Journal journal) {
    AtomicLong next = new AtomicLong(first);
    AtomicLong failed = new AtomicLong(Long.MAX_VALUE);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Journal>> parts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        parts.add(threads.submit(() -> run(next, failed)));
      }
      for (Future<Journal> part : parts) {
        journal.add(part.get());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return failed.get() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(failed.get());
  }

  private Journal run(AtomicLong next, AtomicLong failed) {
    Journal journal = new Journal(false);
    Protocol protocol = protocols.get();
    for (long seed = next.getAndIncrement();
        seed < first + count && seed < failed.get();
        seed = next.getAndIncrement()) {
      try {
        new Simulation(seed, protocol, journal, plans).run();
      } catch (Violation violation) {
        failed.accumulateAndGet(seed, Math::min);
      }
    }
    return journal;
  }

  /** Runs one seed again and tells what happens in it, and how it ends. */
  String told(long seed) {
    Journal journal = new Journal(true);
    String end = "no violation";
    try {
      new Simulation(seed, protocols.get(), journal, plans).run();
    } catch (Violation violation) {
      end = "VIOLATION: " + violation.getMessage();
    }
    return journal.lines() + "\nseed " + seed + ": " + end;
  }
}
