package dev.riffle.query.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.TimeRange;
import dev.riffle.query.question.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentTimeTest {
  /** A day after the clocks went back. */
  private static final SegmentTime TIME =
      new SegmentTime(
          Instant.parse("2026-10-26T11:00:00Z"), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);

  @Test
  void rollingDaysHaveTwentyFourHoursAndDoNotIncludeTheirFirstInstant() {
    assertThat(span(new Window.Rolling(new TimeRange.Last(2, TimeRange.Unit.DAYS))))
        .isEqualTo(between("2026-10-24T11:00:00.001Z", "2026-10-26T11:00:00.001Z"));
  }

  @Test
  void rollingMonthsAreThoseOfTheCalendar() {
    assertThat(span(new Window.Rolling(new TimeRange.Last(1, TimeRange.Unit.MONTHS))))
        .isEqualTo(between("2026-09-26T10:00:00.001Z", "2026-10-26T11:00:00.001Z"));
  }

  @Test
  void unitsOfTheCalendarBeginAtLocalMidnight() {
    assertThat(span(new Window.Calendar(Window.When.THIS, Window.Unit.WEEK)))
        .isEqualTo(between("2026-10-25T23:00:00Z", "2026-10-26T11:00:00.001Z"));
    assertThat(span(new Window.Calendar(Window.When.PREVIOUS, Window.Unit.DAY)))
        .isEqualTo(between("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    assertThat(span(new Window.Calendar(Window.When.PREVIOUS, Window.Unit.QUARTER)))
        .isEqualTo(between("2026-06-30T22:00:00Z", "2026-09-30T22:00:00Z"));
  }

  @Test
  void datesAreInclusiveAndCutAtTheInstant() {
    LocalDate first = LocalDate.of(2026, 10, 20);

    assertThat(span(new Window.Dates(new TimeRange.Dates(first, LocalDate.of(2026, 10, 20)))))
        .isEqualTo(between("2026-10-19T22:00:00Z", "2026-10-20T22:00:00Z"));
    assertThat(span(new Window.Dates(new TimeRange.Dates(first, LocalDate.of(2026, 12, 31)))))
        .isEqualTo(between("2026-10-19T22:00:00Z", "2026-10-26T11:00:00.001Z"));
    assertThat(span(new Window.Since(LocalDate.of(2027, 1, 1))))
        .isEqualTo(between("2026-10-26T11:00:00.001Z", "2026-10-26T11:00:00.001Z"));
  }

  @Test
  void nothingBeginsBeforeTheEnginesCalendar() {
    SegmentTime early =
        new SegmentTime(Instant.EPOCH, ZoneId.of("America/New_York"), DayOfWeek.MONDAY);

    assertThat(
            early.span(
                Optional.of(new Window.Rolling(new TimeRange.Last(30, TimeRange.Unit.DAYS)))))
        .isEqualTo(between("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.001Z"));
  }

  private static SegmentTime.Span span(Window window) {
    return TIME.span(Optional.of(window));
  }

  private static SegmentTime.Span between(String start, String end) {
    return new SegmentTime.Span(Optional.of(Instant.parse(start)), Instant.parse(end));
  }
}
