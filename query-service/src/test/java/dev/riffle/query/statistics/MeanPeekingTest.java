package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulated streams of persons with amounts of heavy tails; somebody looks after every one of them
 * and stops at the first "different". Another run: {@code -Dseed=17}; more streams: {@code
 * -Dstreams=5000}.
 */
class MeanPeekingTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int STREAMS = Integer.getInteger("streams", 400);

  private static final double FALSE_ALARMS_MAX = 0.05;

  /** Three standard errors of the simulation itself. */
  private static final double NOISE = 3 * Math.sqrt(0.05 * 0.95 / STREAMS);

  private static final double HALF = 0.5;
  private static final double FEW = 1.0 / 21;

  static Stream<Arguments> same() {
    return Stream.of(
        Arguments.of(lognormal(0.02, 1.5), HALF, 40_000),
        Arguments.of(lognormal(0.05, 1), FEW, 40_000),
        Arguments.of(lognormal(0.3, 1.5), HALF, 10_000),
        Arguments.of(lognormal(0.3, 1.5), FEW, 40_000),
        Arguments.of(lognormal(0.3, 1.5), 1 - FEW, 40_000),
        Arguments.of(lognormal(1, 1.5), HALF, 10_000),
        Arguments.of(lognormal(1, 1.5), FEW, 20_000),
        Arguments.of(lognormal(1, 2), FEW, 40_000),
        Arguments.of(counts(0.1), HALF, 10_000),
        Arguments.of(counts(3), HALF, 5_000),
        Arguments.of(counts(3), FEW, 10_000));
  }

  @ParameterizedTest(name = "{0}, {1} of the persons on the other side")
  @MethodSource("same")
  void equalMeansAreSeldomCalledDifferentHoweverOftenOneLooks(
      Amounts amounts, double share, int persons) {
    double alarms = alarms(amounts, amounts, share, persons, MeanGuard::isDifferent);

    System.out.printf(
        "A/A seed %d, %d streams: %s, share %.2f: %.2f %% false alarms%n",
        SEED, STREAMS, amounts, share, 100 * alarms);
    assertThat(alarms).isLessThanOrEqualTo(FALSE_ALARMS_MAX);
  }

  static Stream<Arguments> unlike() {
    return Stream.of(
        Arguments.of(lognormal(0.05, 1.5), lognormal(0.3, 1), HALF),
        Arguments.of(counts(1), lognormal(0.1, 1.5), FEW),
        Arguments.of(counts(3), lognormal(1, 1.5), FEW),
        Arguments.of(counts(3), lognormal(0.1, 1.5), HALF),
        Arguments.of(lognormal(1, 0.5), lognormal(1, 1.5), 0.3));
  }

  @ParameterizedTest(name = "{0} against {1}, {2} of the persons on the other side")
  @MethodSource("unlike")
  void equalMeansOfUnlikeTailsAreSeldomCalledDifferent(
      Amounts baseline, Amounts other, double share) {
    double alarms = alarms(baseline, other, share, 20_000, MeanGuard::isDifferent);

    System.out.printf(
        "A/A seed %d, %d streams: %s against %s, share %.2f: %.2f %% false alarms%n",
        SEED, STREAMS, other, baseline, share, 100 * alarms);
    assertThat(alarms).isLessThanOrEqualTo(FALSE_ALARMS_MAX);
  }

  static Stream<Arguments> unequal() {
    return Stream.of(
        Arguments.of(counts(3), counts(3).times(1.1), HALF, 0.95),
        Arguments.of(lognormal(0.05, 1), lognormal(0.05, 1).times(2), HALF, 0.9),
        Arguments.of(lognormal(0.3, 1), lognormal(0.3, 1).times(1.5), FEW, 0.6),
        Arguments.of(lognormal(0.05, 1.5), lognormal(0.05, 1.5).times(2), HALF, 0.3));
  }

  @ParameterizedTest(name = "{0} against {1}, {2} of the persons on the other side")
  @MethodSource("unequal")
  void trueDifferencesAreFound(Amounts baseline, Amounts other, double share, double least) {
    double found = alarms(baseline, other, share, 20_000, MeanGuard::isDifferent);

    System.out.printf(
        "A/B seed %d, %d streams: %s against %s, share %.2f: power %.1f %%%n",
        SEED, STREAMS, other, baseline, share, 100 * found);
    assertThat(found).isGreaterThan(least - NOISE);
  }

  /** Waiting for 30 who bring something would not have passed: this simulation can tell. */
  @Test
  void withoutTheMinimumAndTheMissedAmountsThereAreManyFalseAlarms() {
    Amounts amounts = lognormal(1, 1.5);
    BiPredicate<Mean, Mean> naive =
        (baseline, other) -> {
          MeanEvidence evidence = MeanEvidence.of(other, baseline);
          return baseline.persons() >= 30
              && other.persons() >= 30
              && new MeanEvidence(
                          evidence.difference(),
                          evidence.variance(),
                          evidence.variancePerPerson(),
                          0,
                          0)
                      .against(0)
                  >= -Math.log(0.05);
        };

    assertThat(alarms(amounts, amounts, FEW, 10_000, naive)).isGreaterThan(0.15);
  }

  private static double alarms(
      Amounts baseline,
      Amounts other,
      double share,
      int persons,
      BiPredicate<Mean, Mean> different) {
    return LongStream.range(0, STREAMS)
            .parallel()
            .filter(stream -> {
              SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + stream);
              Side first = new Side();
              Side second = new Side();
              for (int person = 0; person < persons; person++) {
                if (random.nextDouble() < share) {
                  second.add(other.draw(random));
                } else {
                  first.add(baseline.draw(random));
                }
                if (first.persons > 1
                    && second.persons > 1
                    && different.test(first.mean(), second.mean())) {
                  return true;
                }
              }
              return false;
            })
            .count()
        / (double) STREAMS;
  }

  private static Amounts lognormal(double share, double sigma) {
    return new Amounts(share, sigma, 0, 1);
  }

  private static Amounts counts(double mean) {
    return new Amounts(1, 0, mean, 1);
  }

  /**
   * What a person brings, 1 on average but for {@code times}.
   *
   * @param share of persons who bring anything
   * @param sigma of the logarithm
   * @param counts mean of a Poisson distribution instead, when above 0
   */
  record Amounts(double share, double sigma, double counts, double times) {
    @Override
    public String toString() {
      String amounts = counts > 0 ? "Poisson " + counts : "lognormal " + sigma + " of " + share;
      return times == 1 ? amounts : amounts + ", times " + times;
    }

    Amounts times(double many) {
      return new Amounts(share, sigma, counts, many);
    }

    double draw(SplittableRandom random) {
      if (counts > 0) {
        return times * poisson(random) / counts;
      }
      return random.nextDouble() < share
          ? times * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2) / share
          : 0;
    }

    /** Knuth's, by products. */
    private int poisson(SplittableRandom random) {
      double least = Math.exp(-counts);
      int number = 0;
      for (double product = random.nextDouble(); product > least; number++) {
        product *= random.nextDouble();
      }
      return number;
    }
  }

  private static final class Side {
    private long persons;
    private double sum;
    private double squares;
    private double greatest;

    void add(double amount) {
      persons++;
      sum += amount;
      squares += amount * amount;
      greatest = Math.max(greatest, amount);
    }

    Mean mean() {
      return new Mean(persons, sum, squares, 0, greatest);
    }
  }
}
