package dev.riffle.query.answer;

import dev.riffle.query.statistics.Adjustment;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The segments of a finished period, each compared to the first one.
 *
 * @param start of the period
 * @param adjustment how p-values allow for the number of comparisons, of all periods together
 * @param compared one for each segment but the first, in order
 */
public record PeriodComparisons(
    OffsetDateTime start, ComparedRate baseline, Adjustment adjustment, List<Comparison> compared) {
  public PeriodComparisons {
    compared = List.copyOf(compared);
  }
}
