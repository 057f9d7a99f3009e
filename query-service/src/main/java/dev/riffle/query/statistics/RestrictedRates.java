package dev.riffle.query.statistics;

/**
 * The most likely rates of two sides, supposing how much they differ: {@code other - baseline}.
 *
 * <p>The closed form of Miettinen and Nurminen (Statistics in Medicine 4, 1985) in the notation of
 * Farrington and Manning (Statistics in Medicine 9, 1990, appendix). Their variance, unlike that of
 * the observed rates, is sound for few conversions on one side, and for none.
 */
record RestrictedRates(double other, double baseline) {
  /**
   * Finds the rates.
   *
   * @param difference -1 to 1
   */
  static RestrictedRates of(Proportion other, Proportion baseline, double difference) {
    if (difference == 0) {
      double persons = (double) other.persons() + baseline.persons();
      double pooled = (other.conversions() + baseline.conversions()) / persons;
      return new RestrictedRates(pooled, pooled);
    }
    double least = Math.max(0, difference);
    double most = Math.min(1, 1 + difference);
    double rate = Math.clamp(root(other, baseline, difference), least, most);
    return new RestrictedRates(rate, Math.clamp(rate - difference, 0, 1));
  }

  /** Variance of the difference of the observed rates. */
  double variance(long otherPersons, long baselinePersons) {
    return spread(other) / otherPersons + spread(baseline) / baselinePersons;
  }

  /** Variance of one person, the mean of both sides. */
  double variancePerPerson() {
    return (spread(other) + spread(baseline)) / 2;
  }

  private static double spread(double rate) {
    return rate * (1 - rate);
  }

  /** Of the likelihood's derivative, a cubic with three real roots: the one that is a rate. */
  private static double root(Proportion other, Proportion baseline, double difference) {
    double ratio = (double) baseline.persons() / other.persons();
    double p = other.observed();
    double q = baseline.observed();
    double a = 1 + ratio;
    double b = -(1 + ratio + p + ratio * q + difference * (ratio + 2));
    double c = difference * difference + difference * (2 * p + ratio + 1) + p + ratio * q;
    double d = -p * difference * (1 + difference);
    double shift = b / (3 * a);
    double v = shift * shift * shift - b * c / (6 * a * a) + d / (2 * a);
    double u = Math.copySign(Math.sqrt(Math.max(0, shift * shift - c / (3 * a))), v);
    if (u == 0) {
      return -shift;
    }
    double cosine = Math.clamp(v / (u * u * u), -1, 1);
    return 2 * u * Math.cos((Math.PI + Math.acos(cosine)) / 3) - shift;
  }
}
