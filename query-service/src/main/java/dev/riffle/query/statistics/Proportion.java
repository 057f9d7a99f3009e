package dev.riffle.query.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many out of how many.
 *
 * @param persons everybody who could; each counts once
 * @param conversions those among them who did
 */
public record Proportion(long persons, long conversions) {
  /** Standard deviations that hold the middle 95 % of a normal distribution. */
  private static final double Z = 1.959963984540054;

  public Proportion {
    if (conversions < 0 || persons < conversions) {
      throw new IllegalArgumentException(conversions + " of " + persons);
    }
  }

  /** 0 to 1; absent when there is nobody. */
  public OptionalDouble rate() {
    return persons == 0 ? OptionalDouble.empty() : OptionalDouble.of(observed());
  }

  /**
   * Wilson's score interval for the rate (Wilson, Journal of the American Statistical Association
   * 22, 1927), without continuity correction: for one look. Absent when there is nobody.
   */
  public Optional<ConfidenceInterval> interval() {
    if (persons == 0) {
      return Optional.empty();
    }
    double n = persons;
    double rate = observed();
    double spread = Z * Z / n;
    double center = (rate + spread / 2) / (1 + spread);
    double margin = Z * Math.sqrt(rate * (1 - rate) / n + spread / (4 * n)) / (1 + spread);
    // at 0 and at 1 the bound is the rate itself, but for rounding
    return Optional.of(
        new ConfidenceInterval(
            conversions == 0 ? 0 : Math.max(0, center - margin),
            conversions == persons ? 1 : Math.min(1, center + margin)));
  }

  /** The rate, of at least one person. */
  double observed() {
    return (double) conversions / persons;
  }
}
