package dev.riffle.query.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PointWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WindowAxisTest {
  private static final ZoneId SAMOA = ZoneId.of("Pacific/Apia");

  @Test
  void beginsWithItsFirstBucket() {
    assertThat(cumulative(LocalDate.of(2011, 12, 29)).start())
        .contains(Instant.parse("2011-12-29T10:00:00Z"));
  }

  @Test
  void beginsNowhereOnTheDayThatTheZoneLeftOut() {
    assertThat(cumulative(LocalDate.of(2011, 12, 30)).start()).isEmpty();
  }

  private static WindowAxis cumulative(LocalDate day) {
    LocalRange range = LocalRange.dates(day, day, SAMOA);
    TimeAxis asked = TimeAxis.of(range, Interval.HOUR, DayOfWeek.MONDAY).orElseThrow();
    return WindowAxis.of(
            new PointWindow.Cumulative(), range, asked, Interval.HOUR, DayOfWeek.MONDAY)
        .orElseThrow();
  }
}
