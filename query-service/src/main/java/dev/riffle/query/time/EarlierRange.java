package dev.riffle.query.time;

import dev.riffle.query.question.CompareTo;
import dev.riffle.query.question.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The earlier range that a question's is compared to.
 *
 * @param shift how far it lies before: by the calendar for whole dates, else by the clock or by the
 *     calendar
 */
public record EarlierRange(LocalRange range, TemporalAmount shift) {
  /**
   * Two buckets to look at together.
   *
   * @param bucket place on the question's axis
   * @param earlier place on the earlier one
   */
  public record Pair(int bucket, int earlier) {}

  /** The n-th bucket, from 0, in this hour of the local clock. */
  private record Hour(LocalDateTime local, int occurrence) {}

  /** Before a question's range. */
  public static EarlierRange of(CompareTo compareTo, LocalRange asked) {
    return switch (compareTo) {
      case PREVIOUS_PERIOD -> previous(asked);
      case WEEK_BEFORE -> by(Period.ofWeeks(1), asked);
      case MONTH_BEFORE -> by(Period.ofMonths(1), asked);
      case YEAR_BEFORE -> by(Period.ofYears(1), asked);
    };
  }

  /**
   * Which buckets go together. Days and hours of the clock by their date and time, so that a clock
   * change or a shorter month displaces nothing: what the other side does not have goes with
   * nothing. Wider buckets by their places.
   */
  public List<Pair> pairs(TimeAxis asked, TimeAxis earlier, Interval interval) {
    return switch (interval) {
      case HOUR ->
          shift instanceof Period days ? hours(days, asked, earlier) : inOrder(asked, earlier);
      case DAY ->
          shift instanceof Period days ? dates(days, asked, earlier) : inOrder(asked, earlier);
      case WEEK, MONTH, QUARTER, NONE -> inOrder(asked, earlier);
    };
  }

  private static EarlierRange previous(LocalRange asked) {
    if (!isWholeDates(asked)) {
      Duration length = Duration.between(asked.start(), asked.end());
      return new EarlierRange(between(asked.start().minus(length), asked.start(), asked), length);
    }
    LocalDate next = asked.to().plusDays(1);
    boolean wholeMonths = asked.from().getDayOfMonth() == 1 && next.getDayOfMonth() == 1;
    Period length =
        wholeMonths
            ? Period.ofMonths(Math.toIntExact(ChronoUnit.MONTHS.between(asked.from(), next)))
            : Period.ofDays(Math.toIntExact(ChronoUnit.DAYS.between(asked.from(), next)));
    return new EarlierRange(
        LocalRange.dates(asked.from().minus(length), asked.from().minusDays(1), asked.zone()),
        length);
  }

  private static EarlierRange by(Period shift, LocalRange asked) {
    if (isWholeDates(asked)) {
      return new EarlierRange(
          LocalRange.dates(asked.from().minus(shift), asked.to().minus(shift), asked.zone()),
          shift);
    }
    Instant start = asked.start().atZone(asked.zone()).minus(shift).toInstant();
    Instant end = asked.end().atZone(asked.zone()).minus(shift).toInstant();
    return new EarlierRange(between(start, end.isBefore(start) ? start : end, asked), shift);
  }

  private static boolean isWholeDates(LocalRange asked) {
    return asked.equals(LocalRange.dates(asked.from(), asked.to(), asked.zone()));
  }

  private static LocalRange between(Instant start, Instant end, LocalRange asked) {
    ZoneId zone = asked.zone();
    Instant last = end.isAfter(start) ? end.minusMillis(1) : start;
    return new LocalRange(
        start.atZone(zone).toLocalDate(), last.atZone(zone).toLocalDate(), zone, start, end);
  }

  private static List<Pair> inOrder(TimeAxis asked, TimeAxis earlier) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(asked.buckets().size(), earlier.buckets().size()); i++) {
      pairs.add(new Pair(i, i));
    }
    return pairs;
  }

  private static List<Pair> dates(Period shift, TimeAxis asked, TimeAxis earlier) {
    Map<LocalDate, Integer> places = new HashMap<>();
    for (int i = 0; i < earlier.buckets().size(); i++) {
      places.put(earlier.buckets().get(i).date(), i);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < asked.buckets().size(); i++) {
      LocalDate date = asked.buckets().get(i).date();
      Integer place = places.get(date.minus(shift));
      if (place != null && hasSame(date, shift)) {
        pairs.add(new Pair(i, place));
      }
    }
    return pairs;
  }

  private List<Pair> hours(Period shift, TimeAxis asked, TimeAxis earlier) {
    Map<Hour, Integer> places = new HashMap<>();
    List<Hour> before = hours(earlier);
    for (int i = 0; i < before.size(); i++) {
      places.put(before.get(i), i);
    }
    List<Pair> pairs = new ArrayList<>();
    List<Hour> hours = hours(asked);
    for (int i = 0; i < hours.size(); i++) {
      LocalDateTime local = hours.get(i).local();
      Integer place = places.get(new Hour(local.minus(shift), hours.get(i).occurrence()));
      if (place != null && hasSame(local.toLocalDate(), shift)) {
        pairs.add(new Pair(i, place));
      }
    }
    return pairs;
  }

  private List<Hour> hours(TimeAxis axis) {
    Map<LocalDateTime, Integer> seen = new HashMap<>();
    List<Hour> hours = new ArrayList<>();
    for (TimeAxis.Stretch bucket : axis.buckets()) {
      LocalDateTime local =
          LocalDateTime.ofInstant(bucket.start(), range.zone()).truncatedTo(ChronoUnit.HOURS);
      hours.add(new Hour(local, seen.merge(local, 1, Integer::sum) - 1));
    }
    return hours;
  }

  /** The 31st has none in a month of 30 days. */
  private static boolean hasSame(LocalDate date, Period shift) {
    return date.minus(shift).plus(shift).equals(date);
  }
}
