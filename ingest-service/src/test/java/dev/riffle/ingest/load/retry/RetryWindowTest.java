package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryWindowTest {
  @ParameterizedTest
  @CsvSource({"P1D, 1", "PT24H0.001S, 2", "PT25H, 2", "PT48H, 2", "P7D, 7", "P366D, 366"})
  void isWholeDaysAndNeverShorterThanAsked(Duration duration, int days) {
    assertThat(RetryWindow.of(duration)).isEqualTo(new RetryWindow(days));
    assertThat(RetryWindow.of(duration).atLeast()).isEqualTo(Duration.ofDays(days));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT23H59M59.999S", "PT-48H", "P366DT0.001S", "P100000D"})
  void refusesLessThanADayAndMoreThanAYear(Duration duration) {
    assertThatIllegalArgumentException().isThrownBy(() -> RetryWindow.of(duration));
  }

  @Test
  void coversTheLastMillisecondOfItsLastDay() {
    RetryWindow window = new RetryWindow(7);
    int first = RetryWindow.dayOf(Instant.parse("2026-11-01T00:00:00Z"));

    assertThat(window.covers(first, RetryWindow.dayOf(Instant.parse("2026-11-08T23:59:59.999Z"))))
        .isTrue();
    assertThat(window.covers(first, RetryWindow.dayOf(Instant.parse("2026-11-09T00:00:00Z"))))
        .isFalse();
    assertThat(window.covers(first, first - 100)).isTrue();
  }

  @Test
  void countsDaysFrom1970InUtc() {
    assertThat(RetryWindow.dayOf(Instant.parse("1970-01-01T23:59:59.999Z"))).isZero();
    assertThat(RetryWindow.dayOf(Instant.parse("1970-01-02T00:00:00Z"))).isEqualTo(1);
    assertThat(RetryWindow.dayOf(Instant.parse("1969-12-31T23:59:59.999Z"))).isEqualTo(-1);
    assertThat(RetryWindow.startMillis(20_000)).isEqualTo(1_728_000_000_000L);
  }

  @Test
  void thePresentIsNeitherAheadOfTheLogNorOfTheClock() {
    Instant now = Instant.parse("2026-11-08T12:00:00Z");
    int today = RetryWindow.dayOf(now);

    assertThat(RetryWindow.present(today + 1, now)).isEqualTo(today);
    assertThat(RetryWindow.present(today - 1, now)).isEqualTo(today - 1);
  }
}
