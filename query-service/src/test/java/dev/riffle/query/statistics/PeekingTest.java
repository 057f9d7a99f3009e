package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulated streams of persons; somebody looks after every one of them and stops at the first
 * "different". Another run: {@code -Dseed=17}; more streams: {@code -Dstreams=20000}.
 */
class PeekingTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int STREAMS = Integer.getInteger("streams", 2_000);
  private static final int PERSONS = 4_000;

  /** 5 %, and three standard errors of the simulation itself. */
  private static final double FALSE_ALARMS_MAX = 0.05;

  private static final double NOISE = 3 * Math.sqrt(0.05 * 0.95 / STREAMS);

  @ParameterizedTest(name = "{0} of both, {1} of the persons on the other side")
  @CsvSource({
    "0.005, 0.5",
    "0.005, 0.05",
    "0.02, 0.5",
    "0.02, 0.9",
    "0.1, 0.5",
    "0.1, 0.05",
    "0.3, 0.25",
    "0.5, 0.5",
    "0.5, 0.05",
    "0.9, 0.9",
    "0.99, 0.5",
    "0.99, 0.1",
    "0.995, 0.05"
  })
  void equalRatesAreSeldomCalledDifferentHoweverOftenOneLooks(double rate, double share) {
    double alarms = alarms(rate, rate, share);

    System.out.printf(
        "A/A seed %d, %d streams: rate %.3f, share %.2f: %.2f %% false alarms%n",
        SEED, STREAMS, rate, share, 100 * alarms);
    assertThat(alarms).isLessThanOrEqualTo(FALSE_ALARMS_MAX);
  }

  @ParameterizedTest(name = "{0} against {1}, {2} of the persons on the other side")
  @CsvSource({
    "0.10, 0.15, 0.5, 0.95",
    "0.10, 0.40, 0.1, 0.99",
    "0.02, 0.05, 0.5, 0.95",
    "0.50, 0.60, 0.5, 0.99",
    "0.50, 0.55, 0.5, 0.50"
  })
  void trueDifferencesAreFound(double baseline, double other, double share, double least) {
    double found = alarms(baseline, other, share);

    System.out.printf(
        "A/B seed %d, %d streams: %.2f against %.2f, share %.2f: power %.1f %% within %d persons%n",
        SEED, STREAMS, other, baseline, share, 100 * found, PERSONS);
    assertThat(found).isGreaterThan(least - NOISE);
  }

  /** The test that everybody knows would not have passed: this simulation can tell. */
  @Test
  void aTestForOneLookRaisesManyFalseAlarms() {
    double alarms =
        LongStream.range(0, STREAMS)
                .parallel()
                .mapToObj(stream -> new Stream(stream, 0.1, 0.1, 0.5))
                .filter(stream -> stream.stopsWhen(PeekingTest::differentAtOneLook))
                .count()
            / (double) STREAMS;

    assertThat(alarms).isGreaterThan(0.2);
  }

  private static double alarms(double baseline, double other, double share) {
    return LongStream.range(0, STREAMS)
            .parallel()
            .mapToObj(stream -> new Stream(stream, baseline, other, share))
            .filter(stream -> stream.stopsWhen(SignificanceGuard::isDifferent))
            .count()
        / (double) STREAMS;
  }

  private static boolean differentAtOneLook(Proportion baseline, Proportion other) {
    RestrictedRates equal = RestrictedRates.of(other, baseline, 0);
    double off = other.observed() - baseline.observed();
    double variance = equal.variance(other.persons(), baseline.persons());
    return other.persons() >= 30 && baseline.persons() >= 30 && off * off > 3.8415 * variance;
  }

  private interface Look {
    boolean different(Proportion baseline, Proportion other);
  }

  private record Stream(long number, double baseline, double other, double share) {
    boolean stopsWhen(Look look) {
      SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
      long baselines = 0;
      long baselinePersons = 0;
      long others = 0;
      long otherPersons = 0;
      for (int person = 0; person < PERSONS; person++) {
        if (random.nextDouble() < share) {
          otherPersons++;
          others += random.nextDouble() < other ? 1 : 0;
        } else {
          baselinePersons++;
          baselines += random.nextDouble() < baseline ? 1 : 0;
        }
        if (otherPersons > 0
            && baselinePersons > 0
            && look.different(
                new Proportion(baselinePersons, baselines), new Proportion(otherPersons, others))) {
          return true;
        }
      }
      return false;
    }
  }
}
