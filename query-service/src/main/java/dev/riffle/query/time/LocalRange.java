package dev.riffle.query.time;

import dev.riffle.query.answer.AnsweredRange;
import dev.riffle.query.question.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The time of a question, made absolute: {@code [start, end)}; empty for a date that the zone left
 * out, such as 2011-12-30 in Samoa.
 *
 * @param from local date of the first instant
 * @param to local date of the last instant
 */
public record LocalRange(LocalDate from, LocalDate to, ZoneId zone, Instant start, Instant end) {
  public LocalRange {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("no time between " + start + " and " + end);
    }
  }

  public static LocalRange of(TimeRange range, ZoneId zone, DayOfWeek weekStart, Instant now) {
    return switch (range) {
      case TimeRange.Dates(LocalDate from, LocalDate to) -> dates(from, to, zone);
      case TimeRange.Last(int count, TimeRange.Unit unit) -> {
        LocalDate today = now.atZone(zone).toLocalDate();
        yield switch (unit) {
          case HOURS -> hours(count, zone, now);
          case DAYS -> dates(today.minusDays(count - 1L), today, zone);
          case WEEKS -> {
            LocalDate week = today.with(TemporalAdjusters.previousOrSame(weekStart));
            yield dates(week.minusWeeks(count - 1L), week.plusDays(6), zone);
          }
          case MONTHS -> {
            LocalDate month = today.withDayOfMonth(1);
            yield dates(month.minusMonths(count - 1L), month.plusMonths(1).minusDays(1), zone);
          }
        };
      }
    };
  }

  public AnsweredRange answered() {
    return new AnsweredRange(
        from, to, zone, start.atZone(zone).toOffsetDateTime(), end.atZone(zone).toOffsetDateTime());
  }

  static LocalRange dates(LocalDate from, LocalDate to, ZoneId zone) {
    Instant start = from.atStartOfDay(zone).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
    return new LocalRange(from, to, zone, start, end);
  }

  private static LocalRange hours(int count, ZoneId zone, Instant now) {
    ZonedDateTime hour = now.atZone(zone).truncatedTo(ChronoUnit.HOURS);
    Instant start = hour.toInstant().minus(Duration.ofHours(count - 1L));
    Instant end = hour.toInstant().plus(Duration.ofHours(1));
    return new LocalRange(
        start.atZone(zone).toLocalDate(),
        end.minusMillis(1).atZone(zone).toLocalDate(),
        zone,
        start,
        end);
  }
}
