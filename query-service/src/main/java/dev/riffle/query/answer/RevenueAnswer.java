package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answer to {@code Revenue}.
 *
 * @param lines one for each named segment, in the question's order; one of everybody without any
 * @param comparisons for each day the segments' shares of paying persons, compared to the first
 *     segment's; empty with fewer than two segments
 * @param meanComparisons likewise the segments' revenue per person (ARPU)
 */
public record RevenueAnswer(
    AnsweredRange range,
    List<RevenueLine> lines,
    List<Comparisons> comparisons,
    List<MeanComparisons> meanComparisons,
    Meta meta)
    implements Answer {
  public RevenueAnswer {
    lines = List.copyOf(lines);
    comparisons = List.copyOf(comparisons);
    meanComparisons = List.copyOf(meanComparisons);
  }

  /**
   * Of one segment.
   *
   * @param segment its name; absent when the question names no segments
   * @param persons who were new in the range
   * @param days of their lives, from 0
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record RevenueLine(Optional<String> segment, long persons, List<RevenueDay> days) {
    public RevenueLine {
      days = List.copyOf(days);
    }
  }

  /**
   * From the first event to the end of a day of the persons' lives: 24 hours for day 0. Of those
   * only whose day has ended by the watermark.
   *
   * @param persons whose day has ended
   * @param payingPersons of them, with at least one amount above 0 by then
   * @param revenue sum of all their amounts, also of those below 0; 15 significant digits
   * @param arpu revenue / persons; absent without any
   * @param arppu revenue / paying persons; absent without any
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record RevenueDay(
      int day,
      long persons,
      long payingPersons,
      double revenue,
      OptionalDouble arpu,
      OptionalDouble arppu) {
    /** The order in which the engine's threads add does not show in so many digits. */
    private static final MathContext DIGITS = new MathContext(15);

    /** From the sums over the persons. */
    public static RevenueDay of(int day, long persons, long payingPersons, double revenue) {
      // adding 0 makes 0 of -0
      double rounded = new BigDecimal(revenue).round(DIGITS).doubleValue() + 0.0;
      return new RevenueDay(
          day,
          persons,
          payingPersons,
          rounded,
          ratio(rounded, persons),
          ratio(rounded, payingPersons));
    }

    private static OptionalDouble ratio(double part, long whole) {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
  }
}
