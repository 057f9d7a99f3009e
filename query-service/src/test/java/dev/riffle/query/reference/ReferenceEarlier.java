package dev.riffle.query.reference;

import dev.riffle.query.answer.ComparedPeriod.BucketPair;
import dev.riffle.query.question.CompareTo;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.Scope;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.TimeRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The days that a segmentation is compared to, date by date. */
public final class ReferenceEarlier {
  private final Segmentation question;
  private final CompareTo compareTo;
  private final List<LocalDate> dates;

  public ReferenceEarlier(Segmentation question, CompareTo compareTo) {
    this.question = question;
    this.compareTo = compareTo;
    TimeRange.Dates range = (TimeRange.Dates) question.scope().range();
    this.dates = range.from().datesUntil(range.to().plusDays(1)).toList();
  }

  /** The same question about those days. */
  public Segmentation question() {
    TimeRange.Dates range = range();
    Scope scope = question.scope();
    return new Segmentation(
        question.events(),
        question.measures(),
        question.formulas(),
        question.window(),
        new Scope(
            Optional.of(range.from()),
            Optional.of(range.to()),
            Optional.empty(),
            scope.timeZone(),
            scope.asOfReceived(),
            false),
        Optional.empty(),
        question.interval(),
        question.where(),
        question.segments(),
        question.groupBy(),
        question.top());
  }

  private TimeRange.Dates range() {
    if (compareTo == CompareTo.PREVIOUS_PERIOD && areWholeMonths()) {
      LocalDate from = dates.getFirst();
      for (long i = 0; i < months(); i++) {
        from = YearMonth.from(from.minusDays(1)).atDay(1);
      }
      return new TimeRange.Dates(from, dates.getFirst().minusDays(1));
    }
    List<LocalDate> earlier = dates.stream().map(this::before).sorted().toList();
    return new TimeRange.Dates(earlier.getFirst(), earlier.getLast());
  }

  private LocalDate before(LocalDate date) {
    return switch (compareTo) {
      case PREVIOUS_PERIOD ->
          areWholeMonths() ? date.minusMonths(months()) : date.minusDays(dates.size());
      case WEEK_BEFORE -> date.minusDays(7);
      case MONTH_BEFORE -> date.minusMonths(1);
      case YEAR_BEFORE -> date.minusYears(1);
    };
  }

  private boolean areWholeMonths() {
    return dates.stream().map(YearMonth::from).distinct().mapToLong(YearMonth::lengthOfMonth).sum()
        == dates.size();
  }

  private long months() {
    return dates.stream().map(YearMonth::from).distinct().count();
  }

  /** Which buckets stand for the same date, or hour of the clock, or else place. */
  public List<BucketPair> pairs(ZoneId zone, DayOfWeek weekStart) {
    Interval interval = question.interval();
    TimeRange.Dates asked = (TimeRange.Dates) question.scope().range();
    List<String> now = names(asked, zone, interval, weekStart);
    List<String> then = names(range(), zone, interval, weekStart);
    List<BucketPair> pairs = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      if (interval != Interval.HOUR && interval != Interval.DAY) {
        if (i < then.size()) {
          pairs.add(new BucketPair(i, i));
        }
        continue;
      }
      LocalDate date = LocalDate.parse(now.get(i).substring(0, 10));
      LocalDate before = before(date);
      int earlier = then.indexOf(before + now.get(i).substring(10));
      if (earlier >= 0 && before.getDayOfMonth() == dayBefore(date).getDayOfMonth()) {
        pairs.add(new BucketPair(i, earlier));
      }
    }
    return pairs;
  }

  /** Where months count, only the same day of the month will do. */
  private LocalDate dayBefore(LocalDate date) {
    boolean months =
        compareTo == CompareTo.MONTH_BEFORE
            || compareTo == CompareTo.YEAR_BEFORE
            || (compareTo == CompareTo.PREVIOUS_PERIOD && areWholeMonths());
    return months ? date : before(date);
  }

  /** A second hour of the same name has a mark, whatever its offset. */
  private static List<String> names(
      TimeRange.Dates range, ZoneId zone, Interval interval, DayOfWeek weekStart) {
    List<String> names = new ArrayList<>();
    for (String name : new ReferenceCalendar(range, zone, interval, weekStart).buckets().keySet()) {
      String local = interval == Interval.HOUR ? name.replaceFirst("[+Z-][0-9:]*$", "h") : name;
      while (names.contains(local)) {
        local = local + "'";
      }
      names.add(local);
    }
    return names;
  }
}
