package dev.riffle.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void interpolatesLinearlyBetweenRanks() {
    Samples samples = new Samples(List.of(4.0, 1.0, 3.0, 2.0));

    assertThat(samples.median()).isEqualTo(2.5);
    assertThat(samples.percentile(0)).isEqualTo(1);
    assertThat(samples.percentile(100)).isEqualTo(4);
    assertThat(new Samples(List.of(7.0)).percentile(99)).isEqualTo(7);
  }

  @Test
  void showsSmallestMedianAndGreatest() {
    assertThat(new Samples(List.of(123_456.0, 0.5, 2.0)).spread())
        .isEqualTo("0.50 / 2.00 / 123,456");
  }

  @Test
  void nothingMeasuredIsNoResult() {
    assertThatThrownBy(() -> new Samples(List.of())).hasMessageContaining("nothing was measured");
  }
}
