package dev.riffle.local.launch;

import java.time.Duration;

/**
 * How long to wait before a part that died is started again: doubled with every death in a row up
 * to a maximum, and short again after the part has run well for a while. Never gives up.
 *
 * @param first pause after the first death
 * @param max longest pause
 * @param runWell a run of this length ends the row of deaths
 */
public record BackOff(Duration first, Duration max, Duration runWell) {
  public static final BackOff DEFAULT =
      new BackOff(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(10));

  public BackOff {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("0 < first <= max: " + first + ", " + max);
    }
  }

  /** Deaths in a row after a run of this length has ended. */
  int deathsInARow(int before, Duration run) {
    return run.compareTo(runWell) >= 0 ? 1 : before + 1;
  }

  /** The pause after that many deaths in a row, 1 or more. */
  Duration pause(int deathsInARow) {
    Duration pause = first;
    for (int death = 1; death < deathsInARow && pause.compareTo(max) < 0; death++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(max) < 0 ? pause : max;
  }
}
