package dev.riffle.acceptance.chaos.plan;

import java.time.Duration;
import java.util.Set;

/**
 * What a plan is drawn from.
 *
 * @param time in which faults begin
 * @param kills number of {@code kill -9}; meant only when {@code groups} has kills
 * @param groups kinds of faults to draw
 */
public record PlanSettings(long seed, Duration time, int kills, Set<FaultGroup> groups) {
  /** Kills come that often unless their number is given. */
  static final Duration BETWEEN_KILLS = Duration.ofMillis(5500);

  public PlanSettings {
    groups = Set.copyOf(groups);
    if (time.isNegative() || kills < 0) {
      throw new IllegalArgumentException("time and kills must not be negative");
    }
  }

  /** So many kills as fit into the time. */
  public static int usualKills(Duration time) {
    return Math.toIntExact(time.toMillis() / BETWEEN_KILLS.toMillis());
  }
}
