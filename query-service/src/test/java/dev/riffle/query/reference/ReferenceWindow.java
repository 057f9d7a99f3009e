package dev.riffle.query.reference;

import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PointWindow;
import dev.riffle.query.question.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What a point covers, by the names of the buckets before it. */
final class ReferenceWindow {
  private final Optional<PointWindow> window;
  private final ReferenceCalendar calendar;
  private final List<String> names;

  ReferenceWindow(
      Optional<PointWindow> window,
      TimeRange.Dates range,
      ZoneId zone,
      Interval interval,
      DayOfWeek weekStart) {
    this.window = window;
    LocalDate from =
        window.orElse(new PointWindow.Cumulative()) instanceof PointWindow.Rolling(int buckets)
            ? earlier(range.from(), interval, buckets)
            : range.from();
    this.calendar =
        new ReferenceCalendar(new TimeRange.Dates(from, range.to()), zone, interval, weekStart);
    this.names = List.copyOf(calendar.buckets().keySet());
  }

  /** Early enough. */
  private static LocalDate earlier(LocalDate date, Interval interval, int buckets) {
    return switch (interval) {
      case HOUR -> date.minusDays(buckets / 24 + 2);
      case DAY, NONE -> date.minusDays(buckets);
      case WEEK -> date.minusWeeks(buckets + 1);
      case MONTH -> date.minusMonths(buckets + 1);
      case QUARTER -> date.minusMonths(3L * buckets + 3);
    };
  }

  boolean reads(Instant time) {
    return calendar.covers(time);
  }

  boolean covers(String bucket, Instant time) {
    String own = calendar.name(time);
    if (window.isEmpty()) {
      return own.equals(bucket);
    }
    int distance = names.indexOf(bucket) - names.indexOf(own);
    return switch (window.get()) {
      case PointWindow.Cumulative _ -> distance >= 0;
      case PointWindow.Rolling(int buckets) -> distance >= 0 && distance < buckets;
    };
  }
}
