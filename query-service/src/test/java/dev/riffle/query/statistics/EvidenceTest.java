package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
  private static final double Z = 1.959963984540054;

  /**
   * Newcombe, "Interval estimation for the difference between independent proportions", 1998, table
   * II: at the ends of Mee's interval the score is the normal quantile.
   */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0533, 0.3377",
    " 9, 10,  3, 10, 0.1821, 0.8370",
    " 6,  7,  2,  7, 0.0544, 0.8478",
    " 5, 56,  0, 29, -0.0313, 0.1926"
  })
  void scoresAreThoseOfThePublishedIntervals(
      long others,
      long otherPersons,
      long baselines,
      long baselinePersons,
      double low,
      double high) {
    Proportion other = new Proportion(otherPersons, others);
    Proportion baseline = new Proportion(baselinePersons, baselines);

    assertThat(score(other, baseline, low - 0.00005)).isGreaterThan(Z);
    assertThat(score(other, baseline, low + 0.00005)).isLessThan(Z);
    assertThat(score(other, baseline, high - 0.00005)).isGreaterThan(-Z);
    assertThat(score(other, baseline, high + 0.00005)).isLessThan(-Z);
  }

  /** The test values of confseq, the library of Howard et al., for v_opt = 100 and alpha = 0.05. */
  @Test
  void mixtureIsThatOfThePublishedImplementation() {
    double information = 100 * Evidence.weightsVariance(0.05, 100);

    assertThat(100 / information).isEqualTo(12.60056, within(1e-5));
    assertThat(Evidence.ofScore(100.0 / 100, information)).isEqualTo(-0.6510052, within(1e-6));
    assertThat(Evidence.ofScore(30.35209 * 30.35209 / 100, information))
        .isEqualTo(Math.log(20), within(1e-6));
  }

  @Test
  void restrictedRatesAreTheMostLikelyOnes() {
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < 20_000; i++) {
      long otherPersons = random.nextLong(1, 400);
      long baselinePersons = random.nextLong(1, 4000);
      Proportion other = new Proportion(otherPersons, random.nextLong(otherPersons + 1));
      Proportion baseline = new Proportion(baselinePersons, random.nextLong(baselinePersons + 1));
      double difference = random.nextDouble(-1, 1);

      RestrictedRates rates = RestrictedRates.of(other, baseline, difference);

      String as = other + " " + baseline + " " + difference;
      assertThat(rates.other() - rates.baseline()).as(as).isEqualTo(difference, within(1e-9));
      double best = likelihood(other, baseline, rates.other(), difference);
      for (double step : new double[] {-1e-3, 1e-3, -0.05, 0.05}) {
        assertThat(likelihood(other, baseline, rates.other() + step, difference))
            .as(as)
            .isLessThanOrEqualTo(best + 1e-9);
      }
    }
  }

  @Test
  void restrictedToEqualTheRatesAreThePooledOne() {
    RestrictedRates rates =
        RestrictedRates.of(new Proportion(1200, 480), new Proportion(5400, 648), 0);

    assertThat(rates.other()).isEqualTo(1128.0 / 6600, within(1e-12));
    assertThat(rates.baseline()).isEqualTo(1128.0 / 6600, within(1e-12));
  }

  private static double score(Proportion other, Proportion baseline, double difference) {
    double variance =
        RestrictedRates.of(other, baseline, difference)
            .variance(other.persons(), baseline.persons());
    return (other.observed() - baseline.observed() - difference) / Math.sqrt(variance);
  }

  private static double likelihood(
      Proportion other, Proportion baseline, double rate, double difference) {
    return logLikelihood(other, rate) + logLikelihood(baseline, rate - difference);
  }

  private static double logLikelihood(Proportion side, double rate) {
    if (rate < -1e-12 || rate > 1 + 1e-12) {
      return Double.NEGATIVE_INFINITY;
    }
    double inside = Math.clamp(rate, 0, 1);
    long misses = side.persons() - side.conversions();
    return (side.conversions() == 0 ? 0 : side.conversions() * Math.log(inside))
        + (misses == 0 ? 0 : misses * Math.log1p(-inside));
  }
}
