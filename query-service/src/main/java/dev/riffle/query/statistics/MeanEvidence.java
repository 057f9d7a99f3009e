package dev.riffle.query.statistics;

/**
 * How strongly amounts speak against a supposed difference of two means, however often one has
 * looked before.
 *
 * <p>It is the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * ("Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics
 * 52, 2024), with the weights of {@link Evidence} and the sides' own variances, for sides of
 * unequal spread.
 *
 * <p>Asymptotic is the weak spot: with heavy tails a small side has not yet seen the large amounts
 * that make most of its mean, and is too small and too sure at once. Two things help. {@link
 * MeanGuard} waits until amounts weigh like those of enough equal persons. And the difference is
 * brought nearer to the supposed one by what the smaller side would have, had it seen {@value
 * #MISSED} more amounts as large as its largest: the price falls with 1 / persons, and so vanishes
 * beside the width of the interval. Simulations in the tests hold sides alike to 5 %, up to
 * lognormal amounts of sigma 2, and equal means of unlike tails up to sigma 1.5.
 *
 * @param difference observed, {@code other - baseline}
 * @param variance of the observed difference
 * @param variancePerPerson mean of both sides
 * @param below how much less the difference may be for large amounts not seen
 * @param above how much more
 */
record MeanEvidence(
    double difference, double variance, double variancePerPerson, double below, double above) {
  /** Amounts as large as the largest that a side is taken to have missed. */
  static final int MISSED = 4;

  /** Of two sides, each of at least two persons. */
  static MeanEvidence of(Mean other, Mean baseline) {
    double n = other.persons();
    double m = baseline.persons();
    return new MeanEvidence(
        other.observed() - baseline.observed(),
        other.variance() / n + baseline.variance() / m,
        (other.variance() + baseline.variance()) / 2,
        MISSED * (baseline.greatest() / m - other.least() / n),
        MISSED * (other.greatest() / n - baseline.least() / m));
  }

  /** Logarithm of the evidence against {@code other - baseline == supposed}. */
  double against(double supposed) {
    double off = difference - supposed;
    double beyond = off > 0 ? off - below : -off - above;
    if (beyond <= 0) {
      return 0;
    }
    return variance == 0
        ? Double.POSITIVE_INFINITY
        : Evidence.ofScore(beyond * beyond / variance, information());
  }

  /**
   * The differences against which there is less than so much evidence.
   *
   * @param enough a logarithm, above 0
   */
  ConfidenceInterval interval(double enough) {
    double width = 0;
    if (variance > 0) {
      double information = information();
      double score = 2 * (1 + information) / information * (enough + Math.log1p(information) / 2);
      width = Math.sqrt(variance * score);
    }
    return new ConfidenceInterval(difference - below - width, difference + above + width);
  }

  /** With so many times the persons on both sides, who bring the same on average. */
  MeanEvidence grown(double times) {
    return new MeanEvidence(
        difference, variance / times, variancePerPerson, below / times, above / times);
  }

  private double information() {
    return Evidence.WEIGHTS_VARIANCE * variancePerPerson / variance;
  }
}
