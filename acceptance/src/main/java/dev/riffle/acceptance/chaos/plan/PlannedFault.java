package dev.riffle.acceptance.chaos.plan;

import java.time.Duration;
import java.util.Locale;

/**
 * A fault and its time.
 *
 * @param at since the load began
 */
public record PlannedFault(Duration at, Fault fault) {
  /** One line of the printed plan. */
  public String line() {
    Duration lasting = fault.lasting();
    return String.format(
        Locale.ROOT,
        "%7.1f s  %-9s %s%s",
        at.toMillis() / 1e3,
        fault.group().text(),
        fault.target(),
        lasting.isZero() ? "" : ", for " + lasting.toSeconds() + " s");
  }
}
