package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeanTest {
  private static final double[] AMOUNTS = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 2.5, 2.5, 2.5, 40
  };

  /** Of 20 more who brought nothing. The numbers are numpy's and scipy's. */
  @Test
  void numbersAreThoseOfOthers() {
    Mean mean = of(Arrays.copyOf(AMOUNTS, 36));

    assertThat(mean.mean().orElseThrow()).isEqualTo(3.4027777777777777, within(1e-12));
    assertThat(mean.standardDeviation().orElseThrow()).isEqualTo(7.145247615867731, within(1e-12));
    ConfidenceInterval interval = mean.interval().orElseThrow();
    assertThat(interval.low()).isEqualTo(0.98517, within(2e-4));
    assertThat(interval.high()).isEqualTo(5.82038, within(2e-4));
    assertThat(mean.effectivePersons()).isEqualTo(6.80941576857629, within(1e-12));
  }

  @Test
  void equalAmountsWeighAsManyAsTheyAre() {
    double[] amounts = new double[1000];
    Arrays.fill(amounts, 0, 70, 0.1);
    Mean mean = of(amounts);

    assertThat(mean.wholeEffectivePersons()).isEqualTo(70);
    Arrays.fill(amounts, 0.1);
    assertThat(of(amounts).standardDeviation().orElseThrow()).isEqualTo(0, within(1e-7));
  }

  @Test
  void fewSayLittle() {
    Mean nobody = of();
    Mean one = of(5);
    Mean nothing = of(new double[29]);

    assertThat(nobody.mean()).isEmpty();
    assertThat(nobody.standardDeviation()).isEmpty();
    assertThat(nobody.interval()).isEmpty();
    assertThat(nobody.effectivePersons()).isZero();
    assertThat(one.mean()).hasValue(5);
    assertThat(one.standardDeviation()).isEmpty();
    assertThat(nothing.mean()).hasValue(0);
    assertThat(nothing.standardDeviation()).hasValue(0);
    assertThat(nothing.interval()).isEmpty();
    assertThat(of(new double[30]).interval()).contains(new ConfidenceInterval(0, 0));
  }

  @Test
  void whatIsTooLargeToSquareIsNotMeasured() {
    double[] amounts = new double[100];
    Arrays.fill(amounts, 1e300);
    Mean mean = of(amounts);

    assertThat(mean.mean().orElseThrow()).isEqualTo(1e300, within(1e288));
    assertThat(mean.standardDeviation()).isEmpty();
    assertThat(mean.interval()).isEmpty();
    assertThat(mean.effectivePersons()).isZero();
    assertThat(MeanGuard.compare(mean, mean).verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void theOrderOfAddingDoesNotShow() {
    assertThat(Mean.ofSums(3, 0.1 + 0.2 + 0.3, 1, 0, 1))
        .isEqualTo(Mean.ofSums(3, 0.3 + 0.2 + 0.1, 1, 0, 1));
    assertThatThrownBy(() -> new Mean(3, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  static Mean of(double... amounts) {
    return Mean.ofSums(
        amounts.length,
        Arrays.stream(amounts).sum(),
        Arrays.stream(amounts).map(amount -> amount * amount).sum(),
        Arrays.stream(amounts).min().orElse(0),
        Arrays.stream(amounts).max().orElse(0));
  }
}
