package dev.riffle.query.answer;

import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.SignificanceGuard;
import java.util.Locale;

/** A comparison in plain words. Pure. */
final class ComparisonSentence {
  private ComparisonSentence() {}

  static String of(String name, String baseline, Difference<Proportion> difference) {
    String counts = side(name, difference.other()) + "; " + side(baseline, difference.baseline());
    return counts
        + ". "
        + switch (difference.verdict()) {
          case INSUFFICIENT_DATA -> "Insufficient data to compare them: " + lacking(difference);
          case NO_EVIDENCE ->
              "No evidence of a difference" + between(difference) + "." + more(difference);
          case DIFFERENT -> "They are different" + between(difference) + ".";
        };
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
    String what =
        isBelowMinimum(difference.other()) || isBelowMinimum(difference.baseline())
            ? "each side needs %d persons and %d conversions."
                .formatted(SignificanceGuard.PERSONS_MIN, SignificanceGuard.CONVERSIONS_MIN)
            : "too few persons did not convert.";
    return what + more(difference);
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

  private static String more(Difference<Proportion> difference) {
    if (difference.moreNeeded().isEmpty()) {
      return "";
    }
    long more = difference.moreNeeded().getAsLong();
    return String.format(
        Locale.ROOT,
        " It takes about %,d more %s, if the rates stay as they are.",
        more,
        more == 1 ? "person" : "persons");
  }
}
