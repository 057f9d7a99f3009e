package dev.riffle.query.statistics;

/**
 * How strongly counts speak against a supposed difference of two rates, however often one has
 * looked before.
 *
 * <p>The evidence is a likelihood ratio: of many possible differences, weighed by a normal
 * distribution around the supposed one, to the supposed one. If the supposition is true it starts
 * at 1 and is a martingale, so that the chance that it <em>ever</em> reaches 20 is at most 1 in 20
 * (Ville's inequality): looking after each person, and stopping when it pleases, cannot raise more
 * false alarms. This is the mixture sequential probability ratio test of Robbins (Annals of
 * Mathematical Statistics 41, 1970) as used for two rates by Johari, Koomen, Pekelis and Walsh
 * ("Always valid inference", Operations Research 70, 2022); as an interval it is the asymptotic
 * confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas ("Time-uniform central
 * limit theory and asymptotic confidence sequences", Annals of Statistics 52, 2024), with the
 * boundary of Howard, Ramdas, McAuliffe and Sekhon (Annals of Statistics 49, 2021, equation 14).
 * The variance is that of {@link RestrictedRates} under the supposition, as in a score test.
 *
 * <p>It presumes: each person counts once, and independently of the others; whom one side gets does
 * not depend on outcomes; the sides may grow at any pace, also unevenly. It holds asymptotically:
 * the difference of the rates behaves as a normal variable. The minimum of {@link
 * SignificanceGuard} is there for that, and simulations in the tests cover rates from 0.5 % to 99.5
 * %, and sides as unequal as 1 to 20.
 */
final class Evidence {
  /** Size, persons of each side, at which the test is at its sharpest; it is sound at all sizes. */
  static final long SHARPEST_AT = 500;

  /**
   * Variance of the weights, in variances of one person: Howard et al., equation 24 (there for the
   * intrinsic time), for the effective size n1 n2 / (n1 + n2).
   */
  static final double WEIGHTS_VARIANCE = weightsVariance(0.05, SHARPEST_AT / 2.0);

  private Evidence() {}

  /** Logarithm of the evidence against {@code other - baseline == difference}. */
  static double against(Proportion other, Proportion baseline, double difference) {
    double off = other.observed() - baseline.observed() - difference;
    if (off == 0) {
      return ofScore(0, 0);
    }
    RestrictedRates rates = RestrictedRates.of(other, baseline, difference);
    double variance = rates.variance(other.persons(), baseline.persons());
    if (variance == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double information = WEIGHTS_VARIANCE * rates.variancePerPerson() / variance;
    return ofScore(off * off / variance, information);
  }

  /**
   * Logarithm of the evidence of a squared score.
   *
   * @param information variance of the weights / variance of the estimate
   */
  static double ofScore(double squaredScore, double information) {
    return squaredScore * information / (2 * (1 + information)) - Math.log1p(information) / 2;
  }

  static double weightsVariance(double level, double size) {
    double twice = -2 * Math.log(level);
    return (twice + Math.log1p(twice)) / size;
  }
}
