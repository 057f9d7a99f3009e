package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificanceGuardTest {
  private static final Proportion FREE = new Proportion(5400, 648);
  private static final Proportion PREMIUM = new Proportion(1200, 480);

  @Test
  void saysDifferentOfAPlainDifference() {
    Difference<Proportion> difference = SignificanceGuard.compare(FREE, PREMIUM);

    assertThat(difference.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(difference.difference().orElseThrow()).isEqualTo(0.28, within(1e-12));
    // by a root finder over a numerically maximised likelihood, in another language
    assertThat(difference.interval().orElseThrow().low()).isEqualTo(0.2348233806, within(1e-9));
    assertThat(difference.interval().orElseThrow().high()).isEqualTo(0.3264605475, within(1e-9));
    assertThat(difference.pValue().orElseThrow()).isEqualTo(2.89e-114, within(1e-116));
    assertThat(difference.moreNeeded()).isEmpty();
  }

  @Test
  void saysNoEvidenceWhereOneLookWouldHaveSaidDifferent() {
    // the score is 2.67: a test for one look has p = 0.008
    Difference<Proportion> difference =
        SignificanceGuard.compare(new Proportion(80, 48), new Proportion(70, 56));

    assertThat(difference.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(difference.pValue().orElseThrow()).isEqualTo(0.2200771945, within(1e-9));
    assertThat(difference.interval().orElseThrow().low()).isEqualTo(-0.0690560623, within(1e-9));
    assertThat(difference.interval().orElseThrow().high()).isEqualTo(0.4385219911, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "30, 5, 30, 5, NO_EVIDENCE",
    "29, 5, 30, 5, INSUFFICIENT_DATA",
    "30, 5, 29, 5, INSUFFICIENT_DATA",
    "30, 4, 30, 5, INSUFFICIENT_DATA",
    "30, 5, 30, 4, INSUFFICIENT_DATA",
    "30, 30, 30, 5, DIFFERENT",
    "10000, 10000, 10000, 10000, NO_EVIDENCE",
    "0, 0, 30, 5, INSUFFICIENT_DATA"
  })
  void minimumHoldsOnEachSide(
      long baselinePersons, long baselines, long otherPersons, long others, Verdict verdict) {
    Difference<Proportion> difference =
        SignificanceGuard.compare(
            new Proportion(baselinePersons, baselines), new Proportion(otherPersons, others));

    assertThat(difference.verdict()).isEqualTo(verdict);
    assertThat(difference.pValue().isEmpty()).isEqualTo(verdict == Verdict.INSUFFICIENT_DATA);
    assertThat(difference.interval().isEmpty()).isEqualTo(verdict == Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void doesNotCallDifferentWhatASingleMissMakes() {
    // 2 misses of 40, none of 400: equal rates would leave 0.18 misses on the smaller side
    Proportion all = new Proportion(400, 400);

    assertThat(Evidence.against(new Proportion(40, 38), all, 0)).isGreaterThan(Math.log(20));
    Difference<Proportion> few = SignificanceGuard.compare(all, new Proportion(40, 38));
    assertThat(few.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
    assertThat(few.moreNeeded()).hasValue(1980);
    // 11 misses of 40: exactly one expected
    assertThat(SignificanceGuard.compare(all, new Proportion(40, 29)).verdict())
        .isEqualTo(Verdict.DIFFERENT);
    assertThat(SignificanceGuard.compare(all, new Proportion(40, 30)).verdict())
        .isEqualTo(Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void tellsHowManyPersonsTheMinimumLacks() {
    assertThat(more(new Proportion(30, 5), new Proportion(20, 5))).isEqualTo(10);
    // one conversion at about 5 of 502
    assertThat(more(new Proportion(30, 5), new Proportion(500, 4))).isEqualTo(101);
    assertThat(more(new Proportion(0, 0), new Proportion(30, 5))).isEqualTo(30);
  }

  @Test
  void asManyMorePersonsAsItSaysAreEnoughAndNotManyFewer() {
    Proportion baseline = new Proportion(1000, 100);
    Proportion other = new Proportion(1000, 130);
    long more = more(baseline, other);

    assertThat(more).isBetween(500L, 5000L);
    assertThat(SignificanceGuard.compare(grown(baseline, more + 100), grown(other, more + 100)))
        .extracting(Difference<Proportion>::verdict)
        .isEqualTo(Verdict.DIFFERENT);
    assertThat(SignificanceGuard.compare(grown(baseline, more - 100), grown(other, more - 100)))
        .extracting(Difference<Proportion>::verdict)
        .isEqualTo(Verdict.NO_EVIDENCE);
  }

  @Test
  void noNumberOfPersonsMakesEqualRatesDifferent() {
    assertThat(SignificanceGuard.compare(FREE, FREE).moreNeeded()).isEmpty();
    // 1 in 100,000 more: beyond any number of persons
    assertThat(
            SignificanceGuard.compare(
                    new Proportion(1_000_000, 500_000), new Proportion(1_000_000, 500_010))
                .moreNeeded())
        .isEmpty();
  }

  @Test
  void intervalHoldsZeroExactlyWhenThePValueIsAboveTheLimit() {
    SplittableRandom random = new SplittableRandom(4);
    int different = 0;
    for (int i = 0; i < 20_000; i++) {
      Proportion baseline = random(random);
      Proportion other = random(random);
      Difference<Proportion> difference = SignificanceGuard.compare(baseline, other);
      assertThat(SignificanceGuard.isDifferent(baseline, other))
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
      ConfidenceInterval mirrored =
          SignificanceGuard.compare(other, baseline).interval().orElseThrow();
      assertThat(mirrored.low()).as(as).isEqualTo(-interval.high(), within(1e-6));
      assertThat(mirrored.high()).as(as).isEqualTo(-interval.low(), within(1e-6));
    }
    assertThat(different).isBetween(2_000, 18_000);
  }

  @Test
  void manyComparisonsRaiseWhatIsNeededToBeDifferent() {
    // alone, p is 0.019
    Difference<Proportion> alone =
        SignificanceGuard.compare(new Proportion(1000, 100), new Proportion(1000, 150));
    Difference<Proportion> tiny = SignificanceGuard.compare(FREE, new Proportion(3, 1));
    assertThat(alone.verdict()).isEqualTo(Verdict.DIFFERENT);

    for (Adjustment adjustment : Adjustment.values()) {
      List<Difference<Proportion>> two =
          SignificanceGuard.adjusted(List.of(alone, tiny), adjustment);
      List<Difference<Proportion>> three =
          SignificanceGuard.adjusted(List.of(alone, tiny, tiny), adjustment);

      assertThat(two.getFirst().verdict()).isEqualTo(Verdict.DIFFERENT);
      assertThat(three.getFirst().verdict()).isEqualTo(Verdict.NO_EVIDENCE);
      assertThat(three.getFirst().adjustedPValue().orElseThrow())
          .isEqualTo(3 * alone.pValue().orElseThrow(), within(1e-12));
      assertThat(three.getFirst().moreNeeded().orElseThrow()).isBetween(1L, 1000L);
      assertThat(three.getFirst().interval()).isEqualTo(alone.interval());
      assertThat(three.get(1)).isEqualTo(tiny);
    }
  }

  @Test
  void agreesWithItselfWhateverTheOrder() {
    List<Difference<Proportion>> comparisons = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 50; i++) {
      comparisons.add(SignificanceGuard.compare(FREE, random(random)));
    }
    List<Difference<Proportion>> forwards =
        SignificanceGuard.adjusted(comparisons, Adjustment.BENJAMINI_HOCHBERG);
    List<Difference<Proportion>> backwards =
        SignificanceGuard.adjusted(comparisons.reversed(), Adjustment.BENJAMINI_HOCHBERG);

    assertThat(backwards.reversed()).isEqualTo(forwards);
  }

  private static long more(Proportion baseline, Proportion other) {
    return SignificanceGuard.compare(baseline, other).moreNeeded().orElseThrow();
  }

  /** Of two sides of 1000 each, one after both have grown by so many together. */
  private static Proportion grown(Proportion side, long more) {
    double factor = 1 + more / 2000.0;
    return new Proportion(
        Math.round(side.persons() * factor), Math.round(side.conversions() * factor));
  }

  private static Proportion random(SplittableRandom random) {
    long persons = random.nextLong(30, random.nextBoolean() ? 200 : 20_000);
    double rate = random.nextDouble();
    return new Proportion(persons, Math.round(persons * rate * (random.nextBoolean() ? 1 : 0.1)));
  }
}
