package dev.riffle.query.reference;

import dev.riffle.query.question.Interval;
import dev.riffle.query.question.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Buckets by looking at each local date, or each minute, for what it is called. A bucket is told by
 * its name; its date is the first one in the range.
 */
final class ReferenceCalendar {
  private final TimeRange.Dates range;
  private final ZoneId zone;
  private final Interval interval;
  private final DayOfWeek weekStart;
  private final Map<String, LocalDate> buckets = new LinkedHashMap<>();

  ReferenceCalendar(TimeRange.Dates range, ZoneId zone, Interval interval, DayOfWeek weekStart) {
    this.range = range;
    this.zone = zone;
    this.interval = interval;
    this.weekStart = weekStart;
    if (interval == Interval.HOUR) {
      Instant minute = range.from().minusDays(1).atStartOfDay(zone).toInstant();
      Instant last = range.to().plusDays(2).atStartOfDay(zone).toInstant();
      for (; minute.isBefore(last); minute = minute.plus(15, ChronoUnit.MINUTES)) {
        if (covers(minute)) {
          buckets.putIfAbsent(name(minute), minute.atZone(zone).toLocalDate());
        }
      }
    } else {
      range
          .from()
          .datesUntil(range.to().plusDays(1))
          .forEach(date -> buckets.putIfAbsent(name(date), date));
    }
  }

  /** Names of the buckets and their dates, in order. */
  Map<String, LocalDate> buckets() {
    return buckets;
  }

  boolean covers(Instant time) {
    LocalDate date = time.atZone(zone).toLocalDate();
    return !date.isBefore(range.from()) && !date.isAfter(range.to());
  }

  String name(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    return interval == Interval.HOUR
        ? local.toLocalDate() + "T" + local.getHour() + local.getOffset()
        : name(local.toLocalDate());
  }

  private String name(LocalDate date) {
    return switch (interval) {
      case DAY -> date.toString();
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(weekStart)).toString();
      case MONTH -> date.getYear() + "-" + date.getMonth();
      case QUARTER -> date.getYear() + "-Q" + date.get(IsoFields.QUARTER_OF_YEAR);
      case NONE -> "all";
      case HOUR -> throw new AssertionError("hours are no dates");
    };
  }
}
