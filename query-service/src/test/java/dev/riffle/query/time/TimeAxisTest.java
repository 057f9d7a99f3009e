package dev.riffle.query.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.Interval;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.time.TimeAxis.Stretch;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
  private static final ZoneId BUDAPEST = ZoneId.of("Europe/Budapest");

  @Test
  void aDayOfAClockChangeIsOneBucket() {
    assertThat(hoursOfEach(days("2026-10-24", "2026-10-26", BUDAPEST)))
        .containsExactly(24L, 25L, 24L);
    assertThat(hoursOfEach(days("2026-03-28", "2026-03-30", BUDAPEST)))
        .containsExactly(24L, 23L, 24L);
  }

  @Test
  void aDayWithoutMidnightBeginsAtItsFirstInstant() {
    List<Stretch> days = days("2018-11-03", "2018-11-05", ZoneId.of("America/Sao_Paulo"));

    assertThat(hoursOfEach(days)).containsExactly(24L, 23L, 24L);
    assertThat(days.get(1).start()).isEqualTo("2018-11-04T03:00:00Z");
  }

  @Test
  void aDateThatTheZoneLeftOutIsAnEmptyBucket() {
    ZoneId apia = ZoneId.of("Pacific/Apia");

    assertThat(hoursOfEach(days("2011-12-29", "2011-12-31", apia))).containsExactly(24L, 0L, 24L);
    assertThat(hoursOfEach(days("2011-12-30", "2011-12-30", apia))).containsExactly(0L);
  }

  @Test
  void weeksBeginOnTheProjectsDayAndAreCutAtTheRange() {
    LocalRange range = range("2026-11-05", "2026-11-17", BUDAPEST);

    assertThat(dates(range, Interval.WEEK, DayOfWeek.MONDAY))
        .containsExactly("2026-11-05", "2026-11-09", "2026-11-16");
    assertThat(dates(range, Interval.WEEK, DayOfWeek.SUNDAY))
        .containsExactly("2026-11-05", "2026-11-08", "2026-11-15");
  }

  @Test
  void monthsAndQuartersAreThoseOfTheCalendar() {
    LocalRange range = range("2025-11-15", "2026-04-02", BUDAPEST);

    assertThat(dates(range, Interval.MONTH, DayOfWeek.MONDAY))
        .containsExactly(
            "2025-11-15", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01");
    assertThat(dates(range, Interval.QUARTER, DayOfWeek.MONDAY))
        .containsExactly("2025-11-15", "2026-01-01", "2026-04-01");
    assertThat(dates(range, Interval.NONE, DayOfWeek.MONDAY)).containsExactly("2025-11-15");
  }

  @Test
  void hoursAreThoseOfTheClockAndAClockChangeBeginsANewOne() {
    assertThat(axis(range("2026-10-25", "2026-10-25", BUDAPEST), Interval.HOUR).buckets())
        .hasSize(25);
    List<Stretch> lordHowe =
        axis(range("2026-04-05", "2026-04-05", ZoneId.of("Australia/Lord_Howe")), Interval.HOUR)
            .buckets();
    assertThat(lordHowe.stream().map(TimeAxisTest::length).distinct())
        .containsExactlyInAnyOrder(Duration.ofHours(1), Duration.ofMinutes(30));
    List<Stretch> kathmandu =
        axis(range("2026-04-05", "2026-04-05", ZoneId.of("Asia/Kathmandu")), Interval.HOUR)
            .buckets();
    assertThat(kathmandu).hasSize(24);
    assertThat(kathmandu.getFirst().start()).isEqualTo("2026-04-04T18:15:00Z");
  }

  @Test
  void bucketsLieOneAfterTheOtherFromEndToEnd() {
    for (Interval interval : Interval.values()) {
      LocalRange range = range("2026-10-03", "2026-11-22", BUDAPEST);
      List<Stretch> buckets = axis(range, interval).buckets();

      assertThat(buckets.getFirst().start()).as("%s", interval).isEqualTo(range.start());
      assertThat(buckets.getLast().end()).as("%s", interval).isEqualTo(range.end());
      for (int i = 1; i < buckets.size(); i++) {
        assertThat(buckets.get(i).start()).isEqualTo(buckets.get(i - 1).end());
      }
    }
  }

  @Test
  void thereIsALimitOfBuckets() {
    LocalDate from = LocalDate.of(2000, 1, 1);
    LocalDate last = from.plusDays(TimeAxis.BUCKETS_MAX - 1L);

    assertThat(
            TimeAxis.of(
                range(from.toString(), last.toString(), BUDAPEST), Interval.DAY, DayOfWeek.MONDAY))
        .isPresent();
    assertThat(
            TimeAxis.of(
                range(from.toString(), last.plusDays(1).toString(), BUDAPEST),
                Interval.DAY,
                DayOfWeek.MONDAY))
        .isEmpty();
  }

  @Test
  void lastMeansTheCurrentUnitAndThoseBefore() {
    // Sunday evening in UTC, Monday already in Budapest
    Instant now = Instant.parse("2026-11-22T23:30:00Z");

    assertThat(last("30d", now)).isEqualTo(range("2026-10-25", "2026-11-23", BUDAPEST));
    assertThat(last("1d", now)).isEqualTo(range("2026-11-23", "2026-11-23", BUDAPEST));
    assertThat(last("2w", now)).isEqualTo(range("2026-11-16", "2026-11-29", BUDAPEST));
    assertThat(last("2m", now)).isEqualTo(range("2026-10-01", "2026-11-30", BUDAPEST));
    LocalRange hours = last("24h", now);
    assertThat(hours.start()).isEqualTo("2026-11-22T00:00:00Z");
    assertThat(hours.end()).isEqualTo("2026-11-23T00:00:00Z");
  }

  private static LocalRange last(String text, Instant now) {
    return LocalRange.of(TimeRange.Last.parse(text), BUDAPEST, DayOfWeek.MONDAY, now);
  }

  private static LocalRange range(String from, String to, ZoneId zone) {
    return LocalRange.of(
        new TimeRange.Dates(LocalDate.parse(from), LocalDate.parse(to)),
        zone,
        DayOfWeek.MONDAY,
        Instant.EPOCH);
  }

  private static TimeAxis axis(LocalRange range, Interval interval) {
    return TimeAxis.of(range, interval, DayOfWeek.MONDAY).orElseThrow();
  }

  private static List<Stretch> days(String from, String to, ZoneId zone) {
    return axis(range(from, to, zone), Interval.DAY).buckets();
  }

  private static List<String> dates(LocalRange range, Interval interval, DayOfWeek weekStart) {
    return TimeAxis.of(range, interval, weekStart).orElseThrow().buckets().stream()
        .map(bucket -> bucket.date().toString())
        .toList();
  }

  private static List<Long> hoursOfEach(List<Stretch> buckets) {
    return buckets.stream().map(bucket -> length(bucket).toHours()).toList();
  }

  private static Duration length(Stretch bucket) {
    return Duration.between(bucket.start(), bucket.end());
  }
}
