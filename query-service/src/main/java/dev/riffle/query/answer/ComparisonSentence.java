package dev.riffle.query.answer;

import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.SignificanceGuard;
import java.util.Locale;

/** A comparison in plain words. Pure. */
final class ComparisonSentence {
  private ComparisonSentence() {}

  static String of(String name, String baseline, Difference<Proportion> difference) {
    return side(name, difference.other())
        + "; "
        + side(baseline, difference.baseline())
        + ". "
        + VerdictSentence.of(difference, "rates", lacking(difference), between(difference));
  }

  private static String side(String name, Proportion side) {
    return side.rate().isEmpty()
        ? "%s: no persons".formatted(name)
        : String.format(
            Locale.ROOT,
            "%s: %.1f %% of %,d %s",
            name,
            100 * side.rate().getAsDouble(),
            side.persons(),
            side.persons() == 1 ? "person" : "persons");
  }

  private static String lacking(Difference<Proportion> difference) {
    return isBelowMinimum(difference.other()) || isBelowMinimum(difference.baseline())
        ? "each side needs %d persons and %d conversions."
            .formatted(SignificanceGuard.PERSONS_MIN, SignificanceGuard.CONVERSIONS_MIN)
        : "too few persons did not convert.";
  }

  private static boolean isBelowMinimum(Proportion side) {
    return side.persons() < SignificanceGuard.PERSONS_MIN
        || side.conversions() < SignificanceGuard.CONVERSIONS_MIN;
  }

  /** In percentage points; the interval is that of this comparison alone, at any look. */
  private static String between(Difference<Proportion> difference) {
    return difference
        .interval()
        .map(interval ->
            String.format(
                Locale.ROOT,
                ": by %+.1f percentage points (95 %% interval %+.1f to %+.1f)",
                100 * difference.difference().orElse(0),
                100 * interval.low(),
                100 * interval.high()))
        .orElse("");
  }
}
