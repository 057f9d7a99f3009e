package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff =
      new BackOff(Duration.ofMillis(250), Duration.ofSeconds(3), Duration.ofMinutes(1));

  @Test
  void doublesUpToTheMaximumAndStaysThere() {
    assertThat(IntStream.rangeClosed(1, 6).mapToObj(backOff::pause).map(Duration::toMillis))
        .containsExactly(250L, 500L, 1000L, 2000L, 3000L, 3000L);
    assertThat(backOff.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void countsDeathsInARowAndForgetsThemAfterARunThatWentWell() {
    Duration almostWell = Duration.ofMinutes(1).minusMillis(1);

    assertThat(backOff.deathsInARow(4, almostWell)).isEqualTo(5);
    assertThat(backOff.deathsInARow(4, Duration.ofMinutes(1))).isEqualTo(1);
  }

  @Test
  void refusesPausesThatDoNotGrow() {
    assertThatThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
