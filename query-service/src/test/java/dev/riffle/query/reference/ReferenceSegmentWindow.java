package dev.riffle.query.reference;

import dev.riffle.query.question.TimeRange;
import dev.riffle.query.question.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** What windows of populations cover, by the names of the periods that a time is in. */
record ReferenceSegmentWindow(Instant at, ZoneId zone, DayOfWeek weekStart) {
  /** Whether it covers a time, for a person with this first record. */
  boolean covers(Window window, Instant time, Instant firstSeen) {
    LocalDate date = time.atZone(zone).toLocalDate();
    LocalDate today = at.atZone(zone).toLocalDate();
    return switch (window) {
      case Window.Rolling rolling -> time.isAfter(rolled(rolling.last()));
      case Window.Calendar(Window.When when, Window.Unit unit) ->
          switch (when) {
            case THIS -> name(date, unit).equals(name(today, unit));
            case PREVIOUS -> {
              LocalDate before = today;
              while (name(before, unit).equals(name(today, unit))) {
                before = before.minusDays(1);
              }
              yield name(date, unit).equals(name(before, unit));
            }
          };
      case Window.Dates(TimeRange.Dates(LocalDate from, LocalDate to)) ->
          !date.isBefore(from) && !date.isAfter(to);
      case Window.Since(LocalDate since) -> !date.isBefore(since);
      case Window.WithinFirst(var length) -> !time.isAfter(firstSeen.plusMillis(length.millis()));
    };
  }

  /** The first instant of a window, for what happened before it. */
  Instant start(Window window, Instant firstSeen) {
    if (window instanceof Window.Rolling(TimeRange.Last last)) {
      return rolled(last).plusMillis(1);
    }
    LocalDate today = at.atZone(zone).toLocalDate();
    LocalDate date =
        switch (window) {
          case Window.Dates(TimeRange.Dates dates) -> dates.from();
          case Window.Since(LocalDate since) -> since;
          case Window.Calendar _ -> {
            LocalDate day = today.minusYears(2);
            while (!covers(window, day.atTime(12, 0).atZone(zone).toInstant(), firstSeen)) {
              day = day.plusDays(1);
            }
            yield day;
          }
          case Window.Rolling _, Window.WithinFirst _ -> throw new AssertionError("not by dates");
        };
    Instant start = date.atStartOfDay(zone).toInstant();
    return start.isAfter(at) ? at.plusMillis(1) : start;
  }

  private Instant rolled(TimeRange.Last last) {
    return switch (last.unit()) {
      case HOURS -> at.minus(Duration.ofHours(last.count()));
      case DAYS -> at.minus(Duration.ofHours(24L * last.count()));
      case WEEKS -> at.minus(Duration.ofHours(168L * last.count()));
      case MONTHS -> at.atZone(zone).minusMonths(last.count()).toInstant();
    };
  }

  private String name(LocalDate date, Window.Unit unit) {
    return switch (unit) {
      case DAY -> date.toString();
      case WEEK -> {
        LocalDate day = date;
        while (day.getDayOfWeek() != weekStart) {
          day = day.minusDays(1);
        }
        yield day.toString();
      }
      case MONTH -> date.getYear() + " " + date.getMonth();
      case QUARTER -> date.getYear() + " " + (date.getMonthValue() + 2) / 3;
      case YEAR -> String.valueOf(date.getYear());
    };
  }
}
