package dev.riffle.query.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What persons brought on average. Amounts are of any kind: money, times, points.
 *
 * @param persons who are divided by; each brings one amount, perhaps 0
 * @param sum of the amounts
 * @param squares sum of the amounts' squares
 * @param least of the amounts, and of 0
 * @param greatest of the amounts, and of 0
 */
public record Mean(long persons, double sum, double squares, double least, double greatest) {
  /** Fewest persons of an interval. */
  static final long INTERVAL_PERSONS_MIN = 30;

  private static final double Z = 1.959963984540054;

  /** The order in which the engine's threads add does not show in so many digits. */
  private static final MathContext DIGITS = new MathContext(15);

  public Mean {
    if (persons < 0 || least > 0 || greatest < 0) {
      throw new IllegalArgumentException(persons + " persons, " + least + " to " + greatest);
    }
  }

  /** From numbers that may come in any order. */
  public static Mean ofSums(
      long persons, double sum, double squares, double least, double greatest) {
    return new Mean(
        persons,
        rounded(sum),
        rounded(Math.max(0, squares)),
        rounded(Math.min(0, least)),
        rounded(Math.max(0, greatest)));
  }

  /** Absent when there is nobody, or too much to be a number. */
  public OptionalDouble mean() {
    return persons == 0 || !Double.isFinite(sum)
        ? OptionalDouble.empty()
        : OptionalDouble.of(observed());
  }

  /** Of the persons' amounts, with persons - 1 in the denominator; absent below two persons. */
  public OptionalDouble standardDeviation() {
    double variance = variance();
    return persons < 2 || !Double.isFinite(variance)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(variance));
  }

  /** Student's interval for the mean, for one look. Absent below 30 persons. */
  public Optional<ConfidenceInterval> interval() {
    if (persons < INTERVAL_PERSONS_MIN || !isMeasurable()) {
      return Optional.empty();
    }
    double margin = studentQuantile(persons - 1.0) * Math.sqrt(variance() / persons);
    return Optional.of(new ConfidenceInterval(observed() - margin, observed() + margin));
  }

  /**
   * How many persons of equal amounts would weigh as much (Kish, "Survey Sampling", 1965): all of
   * them if all brought the same; few if most is from a few.
   */
  public double effectivePersons() {
    if (!isMeasurable() || squares == 0) {
      return 0;
    }
    return Math.min((double) persons, sum / squares * sum);
  }

  /** The same rounded down, but for what the last digits of the sums leave open. */
  public long wholeEffectivePersons() {
    return (long) (effectivePersons() + 1e-9);
  }

  /** The mean, of at least one person. */
  double observed() {
    return sum / persons;
  }

  /**
   * Of one person; at least two are needed. Exact to as many digits as are left of 15 when the
   * squared mean is taken from the mean square: all that matter unless all bring nearly the same.
   */
  double variance() {
    return Math.max(0, (squares - sum * observed()) / (persons - 1.0));
  }

  /** Squares of very large amounts are not. */
  boolean isMeasurable() {
    return Double.isFinite(sum)
        && Double.isFinite(squares)
        && Double.isFinite(greatest - least)
        && (persons < 2 || Double.isFinite(variance()));
  }

  /** Right to four digits from 30 persons on: Abramowitz and Stegun, 26.7.5, two terms. */
  private static double studentQuantile(double freedom) {
    double cubed = Z * Z * Z;
    double first = (cubed + Z) / 4;
    double second = (5 * cubed * Z * Z + 16 * cubed + 3 * Z) / 96;
    return Z + first / freedom + second / (freedom * freedom);
  }

  private static double rounded(double number) {
    // adding 0 makes 0 of -0
    return Double.isFinite(number)
        ? new BigDecimal(number).round(DIGITS).doubleValue() + 0.0
        : number;
  }
}
