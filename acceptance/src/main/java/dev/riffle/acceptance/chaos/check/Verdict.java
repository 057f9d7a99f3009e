package dev.riffle.acceptance.chaos.check;

import java.util.List;

/**
 * How one invariant fared.
 *
 * @param violations how many events, or other things, break it
 * @param detail numbers that show what was looked at
 * @param examples a few of the violations
 */
public record Verdict(Invariant invariant, long violations, String detail, List<String> examples) {
  public Verdict {
    examples = List.copyOf(examples);
  }

  public boolean holds() {
    return violations == 0;
  }

  /**
   * One row of the report's table.
   *
   * @param tolerated a violation does not fail the run
   */
  public String row(boolean tolerated) {
    return "| "
        + invariant.text()
        + " | "
        + (holds()
            ? "holds"
            : "**violated " + violations + " x**" + (tolerated ? ", tolerated" : ""))
        + " | "
        + detail
        + " |";
  }
}
