package dev.riffle.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    " 0,  20, 0.0000, 0.1611",
    " 1,  29, 0.0061, 0.1718"
  })
  void intervalIsThePublishedOne(long conversions, long persons, double low, double high) {
    ConfidenceInterval interval = new Proportion(persons, conversions).interval().orElseThrow();

    assertThat(interval.low()).isEqualTo(low, within(0.00005));
    assertThat(interval.high()).isEqualTo(high, within(0.00005));
  }

  @Test
  void intervalEndsAtTheRateOfNobodyAndOfEverybody() {
    ConfidenceInterval nobody = new Proportion(7, 0).interval().orElseThrow();
    ConfidenceInterval everybody = new Proportion(7, 7).interval().orElseThrow();

    assertThat(nobody.low()).isEqualTo(0);
    assertThat(everybody.high()).isEqualTo(1);
    assertThat(everybody.low()).isEqualTo(1 - nobody.high(), within(1e-12));
  }

  @Test
  void hasNoRateWithoutPersons() {
    assertThat(new Proportion(0, 0).rate()).isEmpty();
    assertThat(new Proportion(0, 0).interval()).isEmpty();
    assertThat(new Proportion(4, 1).rate()).hasValue(0.25);
  }

  @Test
  void refusesMoreConversionsThanPersons() {
    assertThatThrownBy(() -> new Proportion(3, 4)).hasMessage("4 of 3");
    assertThatThrownBy(() -> new Proportion(3, -1)).hasMessage("-1 of 3");
  }
}
