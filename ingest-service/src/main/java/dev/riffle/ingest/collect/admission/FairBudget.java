package dev.riffle.ingest.collect.admission;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes may be in hand at once, and who holds them. While there is plenty of room,
 * everybody may take; when it gets crowded, the one who holds most is refused first, and only when
 * nothing is left are all others. Thread-safe.
 */
public final class FairBudget {
  /** From here on, in percent of the whole, it is crowded. */
  static final int CROWDED_PERCENT = 80;

  private final long max;
  private final Map<String, Long> held = new HashMap<>();
  private long used;

  /** What became of asking for bytes. */
  public enum Verdict {
    /** The bytes are reserved and must be released once. */
    RESERVED,
    /** It is crowded, and nobody holds more than who asks. */
    HOLDS_MOST,
    /** There is no room. */
    FULL
  }

  public FairBudget(long max) {
    if (max < 1) {
      throw new IllegalArgumentException("a budget is positive");
    }
    this.max = max;
  }

  /** Reserves bytes for the holder. Never blocks for long: looks at each holder at most once. */
  public synchronized Verdict tryReserve(String holder, long bytes) {
    Verdict verdict = verdict(holder, bytes);
    if (verdict == Verdict.RESERVED) {
      used += bytes;
      held.merge(holder, bytes, Long::sum);
    }
    return verdict;
  }

  public synchronized void release(String holder, long bytes) {
    used -= bytes;
    held.computeIfPresent(holder, (_, before) -> before == bytes ? null : before - bytes);
  }

  public synchronized long used() {
    return used;
  }

  private Verdict verdict(String holder, long bytes) {
    long crowded = max / 100 * CROWDED_PERCENT + max % 100 * CROWDED_PERCENT / 100;
    if (used + bytes > crowded && holdsMost(holder)) {
      return Verdict.HOLDS_MOST;
    }
    return used + bytes > max ? Verdict.FULL : Verdict.RESERVED;
  }

  /** Who holds most of a crowded budget also holds more than an equal share of it. */
  private boolean holdsMost(String holder) {
    Long mine = held.get(holder);
    return mine != null && mine.equals(Collections.max(held.values()));
  }
}
