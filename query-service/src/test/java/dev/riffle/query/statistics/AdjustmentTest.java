package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdjustmentTest {
  private static final Offset<Double> ROUNDING = within(1e-12);

  /** The 15 p-values of Benjamini and Hochberg, 1995, section 3.2. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000
  };

  @Test
  void callsAsManyDifferentAsThePaper() {
    assertThat(different(Adjustment.BENJAMINI_HOCHBERG)).isEqualTo(4);
    assertThat(different(Adjustment.HOLM)).isEqualTo(3);
  }

  /** R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"), and "BH". */
  @Test
  void givesTheValuesOfR() {
    double[] pValues = {0.01, 0.04, 0.03, 0.005};

    assertThat(Adjustment.HOLM.adjust(pValues))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, ROUNDING);
    assertThat(Adjustment.BENJAMINI_HOCHBERG.adjust(pValues))
        .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, ROUNDING);
  }

  @Test
  void leavesOneAloneAndNoneEmptyAndStaysAtMostOne() {
    for (Adjustment adjustment : Adjustment.values()) {
      assertThat(adjustment.adjust(new double[] {0.04})).containsExactly(0.04);
      assertThat(adjustment.adjust(new double[0])).isEmpty();
      assertThat(adjustment.adjust(new double[] {0.9, 0.8, 1})).containsExactly(1, 1, 1);
    }
  }

  private static long different(Adjustment adjustment) {
    return Arrays.stream(adjustment.adjust(PUBLISHED)).filter(p -> p <= 0.05).count();
  }
}
