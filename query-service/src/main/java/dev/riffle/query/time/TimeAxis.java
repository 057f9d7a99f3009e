package dev.riffle.query.time;

import dev.riffle.query.question.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The buckets of a range, without gaps, in order. Clock changes are settled here, by Java's time
 * zone rules; the engine only sees where buckets start.
 *
 * @param starts of the buckets that have any time in them, strictly increasing; never empty, so
 *     that the engine always has something to round down to
 */
public record TimeAxis(List<Stretch> buckets, List<Long> starts) {
  /** Most buckets of an axis. */
  public static final int BUCKETS_MAX = 4_000;

  /** {@code [start, end)}; empty for a date that the zone left out. */
  public record Stretch(LocalDate date, Instant start, Instant end) {}

  /** The axis of a range; empty when it would have more than {@link #BUCKETS_MAX} buckets. */
  public static Optional<TimeAxis> of(LocalRange range, Interval interval, DayOfWeek weekStart) {
    List<Stretch> buckets = new ArrayList<>();
    if (interval == Interval.HOUR) {
      hours(range, buckets);
    } else {
      dates(range, interval, weekStart, buckets);
    }
    if (buckets.size() > BUCKETS_MAX) {
      return Optional.empty();
    }
    List<Long> starts =
        buckets.stream()
            .filter(bucket -> bucket.start().isBefore(bucket.end()))
            .map(bucket -> bucket.start().toEpochMilli())
            .toList();
    return Optional.of(
        new TimeAxis(
            List.copyOf(buckets),
            starts.isEmpty() ? List.of(range.start().toEpochMilli()) : starts));
  }

  /** For each of {@link #starts}, the place of its bucket. */
  public List<Long> placesOfStarts() {
    Map<Long, Integer> places = places();
    return starts.stream().map(start -> (long) places.getOrDefault(start, 0)).toList();
  }

  /** Place of each bucket with time in it, by its start in milliseconds. */
  public Map<Long, Integer> places() {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < buckets.size(); i++) {
      Stretch bucket = buckets.get(i);
      if (bucket.start().isBefore(bucket.end())) {
        places.put(bucket.start().toEpochMilli(), i);
      }
    }
    return places;
  }

  private static void dates(
      LocalRange range, Interval interval, DayOfWeek weekStart, List<Stretch> buckets) {
    LocalDate date = range.from();
    while (!date.isAfter(range.to()) && buckets.size() <= BUCKETS_MAX) {
      LocalDate next = nextStart(date, interval, weekStart, range);
      Instant start = latest(range.start(), date.atStartOfDay(range.zone()).toInstant());
      Instant end = earliest(range.end(), next.atStartOfDay(range.zone()).toInstant());
      buckets.add(new Stretch(date, start, end));
      date = next;
    }
  }

  private static LocalDate nextStart(
      LocalDate date, Interval interval, DayOfWeek weekStart, LocalRange range) {
    return switch (interval) {
      case DAY -> date.plusDays(1);
      case WEEK -> date.with(TemporalAdjusters.next(weekStart));
      case MONTH -> date.withDayOfMonth(1).plusMonths(1);
      case QUARTER ->
          date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1).plusMonths(3);
      case NONE -> range.to().plusDays(1);
      case HOUR -> throw new IllegalStateException("hours are no dates");
    };
  }

  /** An hour of the clock; a clock change always begins a new one. */
  private static void hours(LocalRange range, List<Stretch> buckets) {
    ZoneId zone = range.zone();
    Instant start = range.start();
    while (start.isBefore(range.end()) && buckets.size() <= BUCKETS_MAX) {
      ZoneOffset offset = zone.getRules().getOffset(start);
      Instant end = start.atOffset(offset).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
      ZoneOffsetTransition change = zone.getRules().nextTransition(start);
      if (change != null) {
        end = earliest(end, change.getInstant());
      }
      end = earliest(end, range.end());
      buckets.add(new Stretch(ZonedDateTime.ofInstant(start, zone).toLocalDate(), start, end));
      start = end;
    }
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
