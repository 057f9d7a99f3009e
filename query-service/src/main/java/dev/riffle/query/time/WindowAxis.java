package dev.riffle.query.time;

import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PointWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * Which buckets the points of a line cover: point i those from i - {@code width} + 1 to i, or all
 * up to i.
 *
 * @param axis the buckets of the question, after those that are read besides
 * @param before how many buckets stand before the question's first
 * @param width of a rolling window in buckets; empty when points cover all up to theirs
 */
public record WindowAxis(TimeAxis axis, int before, Optional<Integer> width) {
  /** More buckets of the clock than an hour's window can lack through clock changes. */
  private static final int SPARE_HOURS = 4;

  /** Of a question's range; empty when there would be too many buckets. */
  public static Optional<WindowAxis> of(
      PointWindow window,
      LocalRange range,
      TimeAxis asked,
      Interval interval,
      DayOfWeek weekStart) {
    return switch (window) {
      case PointWindow.Cumulative _ -> Optional.of(new WindowAxis(asked, 0, Optional.empty()));
      case PointWindow.Rolling(int width) ->
          TimeAxis.of(earlier(range, interval, weekStart, width - 1), interval, weekStart)
              .map(axis ->
                  new WindowAxis(
                      axis, axis.buckets().size() - asked.buckets().size(), Optional.of(width)));
    };
  }

  /** Where the first bucket begins; empty where the zone left out the only day there is. */
  public Optional<Instant> start() {
    return axis.buckets().stream().findFirst().map(TimeAxis.Stretch::start);
  }

  /** Where what a point covers begins. */
  public Instant startOf(int point) {
    int first = width.map(wide -> Math.max(0, point + before - wide + 1)).orElse(0);
    return axis.buckets().get(first).start();
  }

  private static LocalRange earlier(
      LocalRange range, Interval interval, DayOfWeek weekStart, int buckets) {
    LocalDate from = range.from();
    LocalDate month = from.withDayOfMonth(1);
    LocalDate first =
        switch (interval) {
          case HOUR -> from;
          case DAY, NONE -> from.minusDays(buckets);
          case WEEK -> from.with(TemporalAdjusters.previousOrSame(weekStart)).minusWeeks(buckets);
          case MONTH -> month.minusMonths(buckets);
          case QUARTER ->
              month.withMonth((month.getMonthValue() - 1) / 3 * 3 + 1).minusMonths(3L * buckets);
        };
    Instant start =
        interval == Interval.HOUR
            ? range.start().minus(Duration.ofHours((long) buckets + SPARE_HOURS))
            : first.atStartOfDay(range.zone()).toInstant();
    return new LocalRange(
        interval == Interval.HOUR ? start.atZone(range.zone()).toLocalDate() : first,
        range.to(),
        range.zone(),
        start,
        range.end());
  }
}
