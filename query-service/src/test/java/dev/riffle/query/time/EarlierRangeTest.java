package dev.riffle.query.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.CompareTo;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierRangeTest {
  private static final ZoneId BUDAPEST = ZoneId.of("Europe/Budapest");
  private static final Instant NOW = Instant.parse("2026-10-26T09:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "PREVIOUS_PERIOD, 2026-03-05, 2026-03-11, 2026-02-26, 2026-03-04",
    "PREVIOUS_PERIOD, 2026-03-05, 2026-03-05, 2026-03-04, 2026-03-04",
    "PREVIOUS_PERIOD, 2026-03-01, 2026-03-31, 2026-02-01, 2026-02-28",
    "PREVIOUS_PERIOD, 2026-03-01, 2026-03-30, 2026-01-30, 2026-02-28",
    "PREVIOUS_PERIOD, 2026-01-01, 2026-03-31, 2025-10-01, 2025-12-31",
    "WEEK_BEFORE, 2026-03-01, 2026-03-31, 2026-02-22, 2026-03-24",
    "MONTH_BEFORE, 2026-02-01, 2026-02-28, 2026-01-01, 2026-01-28",
    "MONTH_BEFORE, 2026-03-01, 2026-03-31, 2026-02-01, 2026-02-28",
    "MONTH_BEFORE, 2026-03-30, 2026-03-31, 2026-02-28, 2026-02-28",
    "YEAR_BEFORE, 2028-02-29, 2028-03-01, 2027-02-28, 2027-03-01",
    "YEAR_BEFORE, 2027-02-28, 2027-03-01, 2026-02-28, 2026-03-01"
  })
  void earlierDatesFollowTheCalendar(
      CompareTo compareTo, LocalDate from, LocalDate to, LocalDate expectedFrom, LocalDate last) {
    LocalRange earlier = EarlierRange.of(compareTo, dates(from, to)).range();

    assertThat(earlier).isEqualTo(dates(expectedFrom, last));
  }

  @Test
  void previousDayOfAClockChangeIsAsLongAsThatDayIs() {
    LocalRange longDay = dates(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 25));

    LocalRange earlier = EarlierRange.of(CompareTo.PREVIOUS_PERIOD, longDay).range();

    assertThat(earlier.start()).isEqualTo(Instant.parse("2026-10-23T22:00:00Z"));
    assertThat(earlier.end()).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
  }

  @Test
  void hoursFollowTheClockAcrossItsChange() {
    LocalRange hours = last("12h");

    LocalRange previous = EarlierRange.of(CompareTo.PREVIOUS_PERIOD, hours).range();
    LocalRange week = EarlierRange.of(CompareTo.WEEK_BEFORE, hours).range();

    assertThat(hours.start()).isEqualTo(Instant.parse("2026-10-25T22:00:00Z"));
    assertThat(previous.start()).isEqualTo(Instant.parse("2026-10-25T10:00:00Z"));
    assertThat(previous.end()).isEqualTo(hours.start());
    // 23:00 on the local clock, in summer an hour earlier
    assertThat(week.start()).isEqualTo(Instant.parse("2026-10-18T21:00:00Z"));
    assertThat(week.end()).isEqualTo(Instant.parse("2026-10-19T09:00:00Z"));
  }

  @Test
  void hourThatTheEarlierClockLeavesOutGoesWithNothing() {
    LocalDate monday = LocalDate.of(2026, 3, 30);

    List<EarlierRange.Pair> pairs = pairs(CompareTo.PREVIOUS_PERIOD, monday, monday, Interval.HOUR);

    assertThat(pairs).hasSize(23);
    assertThat(pairs.get(1)).isEqualTo(new EarlierRange.Pair(1, 1));
    // on Sunday 02:00 did not exist
    assertThat(pairs.get(2)).isEqualTo(new EarlierRange.Pair(3, 2));
    assertThat(pairs.getLast()).isEqualTo(new EarlierRange.Pair(23, 22));
  }

  @Test
  void daysOfALongerMonthGoWithNothing() {
    List<EarlierRange.Pair> pairs =
        pairs(
            CompareTo.MONTH_BEFORE,
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2026, 3, 31),
            Interval.DAY);

    assertThat(pairs)
        .isEqualTo(IntStream.range(0, 28).mapToObj(i -> new EarlierRange.Pair(i, i)).toList());
  }

  @Test
  void widerBucketsGoByTheirPlaces() {
    List<EarlierRange.Pair> pairs =
        pairs(
            CompareTo.YEAR_BEFORE,
            LocalDate.of(2026, 1, 15),
            LocalDate.of(2026, 3, 15),
            Interval.MONTH);

    assertThat(pairs)
        .containsExactly(
            new EarlierRange.Pair(0, 0), new EarlierRange.Pair(1, 1), new EarlierRange.Pair(2, 2));
  }

  private static List<EarlierRange.Pair> pairs(
      CompareTo compareTo, LocalDate from, LocalDate to, Interval interval) {
    LocalRange asked = dates(from, to);
    EarlierRange earlier = EarlierRange.of(compareTo, asked);
    return earlier.pairs(axis(asked, interval), axis(earlier.range(), interval), interval);
  }

  private static TimeAxis axis(LocalRange range, Interval interval) {
    return TimeAxis.of(range, interval, DayOfWeek.MONDAY).orElseThrow();
  }

  private static LocalRange dates(LocalDate from, LocalDate to) {
    return LocalRange.of(new TimeRange.Dates(from, to), BUDAPEST, DayOfWeek.MONDAY, NOW);
  }

  private static LocalRange last(String text) {
    return LocalRange.of(
        TimeRange.of(Optional.empty(), Optional.empty(), Optional.of(TimeRange.Last.parse(text))),
        BUDAPEST,
        DayOfWeek.MONDAY,
        NOW);
  }
}
