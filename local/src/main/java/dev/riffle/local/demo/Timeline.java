package dev.riffle.local.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days of the history, and what is the same for everybody on them. The last day is cut short by
 * the end.
 *
 * @param lastDay by UTC
 * @param endMs nothing happens at or after this time
 */
record Timeline(long seed, LocalDate lastDay, int days, long endMs) {
  static final int DAYS_MIN = 3;
  static final int DAYS_MAX = 730;

  private static final long DAY_MS = 86_400_000;
  private static final int DAYS_BETWEEN_RELEASES = 14;

  Timeline {
    if (days < DAYS_MIN || days > DAYS_MAX) {
      throw new IllegalArgumentException(
          "a history has " + DAYS_MIN + " to " + DAYS_MAX + " days, not " + days);
    }
  }

  static Timeline until(Instant end, int days, long seed) {
    LocalDate lastDay = end.atZone(ZoneOffset.UTC).toLocalDate();
    return new Timeline(seed, lastDay, days, end.toEpochMilli());
  }

  /** Midnight UTC at which that day begins; 0 is the first day. */
  long startMs(int day) {
    return (lastDay.toEpochDay() - days + 1 + day) * DAY_MS;
  }

  DayOfWeek weekday(int day) {
    return lastDay.getDayOfWeek().minus(days - 1L).plus(day);
  }

  /** The experiment runs through the middle third: its length is fixed beforehand. */
  boolean isExperiment(int day) {
    return day >= days / 3 && day < days / 3 * 2;
  }

  String appVersion(long atMs) {
    return "4." + Math.max(0, (atMs - startMs(0)) / (DAYS_BETWEEN_RELEASES * DAY_MS));
  }

  String userId(int person) {
    return "demo-" + seed + '-' + person;
  }

  String messageId(int person, int sequence) {
    return "demo-" + seed + '-' + lastDay.toEpochDay() + '-' + person + '-' + sequence;
  }
}
