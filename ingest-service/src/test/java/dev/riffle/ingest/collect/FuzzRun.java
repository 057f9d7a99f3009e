package dev.riffle.ingest.collect;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Many random cases of one target. {@code -Dcases=1000000} runs more of them; {@code -Dseed=..}
 * with the seed that was printed runs the same ones again.
 */
public final class FuzzRun {
  private static final int CASES = 50_000;

  /** Of the processor. Far beyond what a case needs, and far below what would hurt. */
  private static final Duration CASE_MAX = Duration.ofSeconds(2);

  private FuzzRun() {}

  /** One case. */
  @FunctionalInterface
  public interface Case {
    /** Throws, an assertion's error for example, when the target does what it must not. */
    void run(SplittableRandom random) throws Exception;
  }

  /** Runs all cases; each has a generator of its own, so that one can be run alone. */
  public static void run(String target, Case fuzzed) {
    run(target, CASES, fuzzed);
  }

  /** The same of fewer cases, unless one says how many: {@code -Dcases=50000}. */
  public static void run(String target, int casesByDefault, Case fuzzed) {
    long seed = Long.getLong("seed", new Random().nextLong());
    int cases = Integer.getInteger("cases", casesByDefault);
    System.out.printf("fuzz %s -Dseed=%d -Dcases=%d%n", target, seed, cases);
    long start = System.nanoTime();
    long slowest = 0;
    for (int i = 0; i < cases; i++) {
      long began = processorNanos();
      try {
        fuzzed.run(new SplittableRandom(seed + i));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "fuzz " + target + ": run it alone by -Dseed=" + (seed + i) + " -Dcases=1", e);
      }
      slowest = Math.max(slowest, processorNanos() - began);
      if (slowest > CASE_MAX.toNanos()) {
        throw new AssertionError(
            "fuzz " + target + ": too slow, run it alone by -Dseed=" + (seed + i) + " -Dcases=1");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "fuzz %s: %,d cases in %.1f s, slowest %.1f ms%n",
        target,
        cases,
        (System.nanoTime() - start) / 1e9,
        slowest / 1e6);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
