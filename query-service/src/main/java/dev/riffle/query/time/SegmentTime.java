package dev.riffle.query.time;

import dev.riffle.query.question.Length;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.question.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The instant T that a population is looked at from, and the calendar of its windows.
 *
 * @param at whole milliseconds; what happened at it counts, what happened after it does not
 */
public record SegmentTime(Instant at, ZoneId zone, DayOfWeek weekStart) {
  /**
   * {@code [start, end)}; without a start from the beginning. Nothing is stored from before 1970,
   * and the engine's dates begin there.
   */
  public record Span(Optional<Instant> start, Instant end) {}

  /** The first instant that is not seen. */
  public Instant end() {
    return at.plusMillis(1);
  }

  /**
   * The window made absolute, and cut at T. {@link Window.WithinFirst} begins with the person: here
   * it is all the time.
   */
  public Span span(Optional<Window> window) {
    return window.map(this::span).orElse(new Span(Optional.empty(), end()));
  }

  /** So many periods that end with T. */
  public Span span(Length period, int periods) {
    return cut(end().minusMillis(period.millis() * periods), end());
  }

  private Span span(Window window) {
    return switch (window) {
      case Window.Rolling(TimeRange.Last(int count, TimeRange.Unit unit)) ->
          cut(before(count, unit).plusMillis(1), end());
      case Window.Calendar(Window.When when, Window.Unit unit) -> {
        LocalDate start = start(at.atZone(zone).toLocalDate(), unit);
        yield switch (when) {
          case THIS -> cut(midnight(start), end());
          case PREVIOUS -> cut(midnight(start(start.minusDays(1), unit)), midnight(start));
        };
      }
      case Window.Dates(TimeRange.Dates(LocalDate from, LocalDate to)) ->
          cut(midnight(from), midnight(to.plusDays(1)));
      case Window.Since(LocalDate date) -> cut(midnight(date), end());
      case Window.WithinFirst _ -> new Span(Optional.empty(), end());
    };
  }

  private Span cut(Instant start, Instant end) {
    Instant seen = end.isBefore(end()) ? end : end();
    Instant first = start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
    return new Span(Optional.of(first.isBefore(seen) ? first : seen), seen);
  }

  private Instant before(int count, TimeRange.Unit unit) {
    return switch (unit) {
      case HOURS -> at.minus(Duration.ofHours(count));
      case DAYS -> at.minus(Duration.ofDays(count));
      case WEEKS -> at.minus(Duration.ofDays(7L * count));
      case MONTHS -> at.atZone(zone).minusMonths(count).toInstant();
    };
  }

  private LocalDate start(LocalDate date, Window.Unit unit) {
    return switch (unit) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(weekStart));
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
      case YEAR -> date.withDayOfYear(1);
    };
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }
}
