package dev.riffle.acceptance.chaos.check;

import java.util.ArrayList;
import java.util.List;

/** Counts violations and keeps the first few. Not thread-safe. */
final class Examples {
  private static final int KEPT = 10;

  private final List<String> kept = new ArrayList<>();
  private long count;

  void add(String example) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(example);
    }
  }

  Verdict verdict(Invariant invariant, String detail) {
    return new Verdict(invariant, count, detail, kept);
  }
}
