package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanGuardTest {
  private static final Mean FREE = new Mean(1000, 5000, 50_000, 0, 30);

  /** The likelihood ratio integrated over the weights, by scipy; the ends found by its brentq. */
  @Test
  void intervalAndPValueAreThoseOfTheIntegral() {
    Difference<Mean> even = MeanGuard.compare(FREE, new Mean(1000, 6000, 66_000, 0, 40));
    Difference<Mean> uneven =
        MeanGuard.compare(new Mean(4000, 8000, 80_000, 0, 50), new Mean(300, 1500, 22_000, 0, 45));

    assertThat(even.difference()).hasValue(1);
    assertThat(even.interval().orElseThrow().low()).isEqualTo(0.1616606907222, within(1e-9));
    assertThat(even.interval().orElseThrow().high()).isEqualTo(1.8783393092778, within(1e-9));
    assertThat(even.pValue().orElseThrow()).isEqualTo(0.005498452174847699, within(1e-12));
    assertThat(even.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(uneven.interval().orElseThrow().low()).isEqualTo(1.7120682610263, within(1e-9));
    assertThat(uneven.interval().orElseThrow().high()).isEqualTo(4.8379317389737, within(1e-9));
    assertThat(uneven.pValue().orElseThrow()).isEqualTo(4.064491631404e-10, within(1e-15));
  }

  @Test
  void belowTheMinimumNothingIsSaidButHowManyAreNeeded() {
    // 20 of 1000 brought 5 each: they weigh as 20
    Mean few = new Mean(1000, 100, 500, 0, 5);
    Difference<Mean> difference = MeanGuard.compare(FREE, few);

    assertThat(difference.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
    assertThat(difference.difference()).hasValue(-4.9);
    assertThat(difference.interval()).isEmpty();
    assertThat(difference.pValue()).isEmpty();
    assertThat(difference.moreNeeded()).hasValue(1432);
    assertThat(MeanGuard.compare(FREE, new Mean(0, 0, 0, 0, 0)).moreNeeded()).hasValue(100);
    assertThat(MeanGuard.compare(FREE, new Mean(0, 0, 0, 0, 0)).difference()).isEmpty();
  }

  @Test
  void oneLargeAmountMakesNothingDifferent() {
    // 100 persons brought 1 each, on the other side one of them 1,000
    Difference<Mean> difference =
        MeanGuard.compare(new Mean(1000, 100, 100, 0, 1), new Mean(1000, 1099, 1_000_099, 0, 1000));

    assertThat(difference.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void intervalHoldsZeroExactlyWhenThePValueIsAboveTheLimit() {
    SplittableRandom random = new SplittableRandom(4);
    int different = 0;
    for (int i = 0; i < 20_000; i++) {
      Mean baseline = random(random);
      Mean other = random(random);
      Difference<Mean> difference = MeanGuard.compare(baseline, other);
      assertThat(MeanGuard.isDifferent(baseline, other))
          .isEqualTo(difference.verdict() == Verdict.DIFFERENT);
      if (difference.verdict() == Verdict.INSUFFICIENT_DATA) {
        continue;
      }
      ConfidenceInterval interval = difference.interval().orElseThrow();
      String as = baseline + " " + other;
      assertThat(interval.contains(difference.difference().orElseThrow())).as(as).isTrue();
      assertThat(interval.contains(0))
          .as(as)
          .isEqualTo(difference.pValue().orElseThrow() > SignificanceGuard.P_VALUE_MAX);
      different += interval.contains(0) ? 0 : 1;
      ConfidenceInterval mirrored = MeanGuard.compare(other, baseline).interval().orElseThrow();
      assertThat(mirrored.low()).as(as).isEqualTo(-interval.high(), within(1e-9));
      assertThat(mirrored.high()).as(as).isEqualTo(-interval.low(), within(1e-9));
    }
    assertThat(different).isBetween(2_000, 18_000);
  }

  @Test
  void everybodyTheSameIsDifferentOnlyFromAnotherAmount() {
    Mean fives = new Mean(100, 500, 2500, 0, 5);
    Mean tens = new Mean(100, 1000, 10_000, 0, 10);

    assertThat(MeanGuard.compare(fives, tens).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(MeanGuard.compare(fives, fives).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(MeanGuard.compare(fives, fives).moreNeeded()).isEmpty();
  }

  @Test
  void moreNeededAreEnoughAndNotManyFewer() {
    Mean other = new Mean(1000, 5400, 55_000, 0, 30);
    long more = MeanGuard.compare(FREE, other).moreNeeded().orElseThrow();

    assertThat(more).isBetween(1000L, 20_000L);
    assertThat(MeanGuard.isDifferent(grown(FREE, more + 20), grown(other, more + 20))).isTrue();
    assertThat(MeanGuard.isDifferent(grown(FREE, more - 20), grown(other, more - 20))).isFalse();
  }

  @Test
  void manyComparisonsRaiseWhatIsNeededToBeDifferent() {
    Difference<Mean> alone = MeanGuard.compare(FREE, new Mean(1000, 5900, 62_000, 0, 30));
    Difference<Mean> few = MeanGuard.compare(FREE, new Mean(3, 1, 1, 0, 1));
    assertThat(alone.pValue().orElseThrow()).isBetween(0.01, 0.05);

    List<Difference<Mean>> many =
        MeanGuard.adjusted(List.of(few, alone, few, few, few), Adjustment.HOLM);

    assertThat(many.get(1).adjustedPValue().orElseThrow())
        .isEqualTo(5 * alone.pValue().orElseThrow(), within(1e-12));
    assertThat(many.get(1).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(many.get(1).moreNeeded()).isPresent();
    assertThat(many.get(1).interval()).isEqualTo(alone.interval());
    assertThat(many.getFirst()).isEqualTo(few);
  }

  /** Of two sides of 1000 each, one after both have grown by so many together. */
  private static Mean grown(Mean side, long more) {
    long persons = side.persons() + more / 2;
    double times = (double) persons / side.persons();
    return new Mean(persons, side.sum() * times, side.squares() * times, 0, side.greatest());
  }

  private static Mean random(SplittableRandom random) {
    long persons = random.nextLong(30, random.nextBoolean() ? 500 : 20_000);
    double mean = 1 + random.nextDouble();
    double deviation = random.nextDouble(0.1, 4);
    return new Mean(
        persons,
        persons * mean,
        persons * (mean * mean + deviation * deviation),
        random.nextBoolean() ? 0 : -deviation,
        mean + 3 * deviation);
  }
}
