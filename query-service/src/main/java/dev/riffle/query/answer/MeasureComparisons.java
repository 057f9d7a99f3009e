package dev.riffle.query.answer;

import dev.riffle.query.statistics.Adjustment;
import java.util.List;

/**
 * The segments of a series compared to the first one in a measure that is a mean per person, over
 * the whole range.
 *
 * @param letter of the series
 * @param measure key of its numbers
 * @param adjustment how p-values allow for the comparisons of all series and measures of the answer
 * @param compared one for each segment after the first, in order
 */
public record MeasureComparisons(
    String letter,
    String event,
    String measure,
    ComparedMean baseline,
    Adjustment adjustment,
    List<MeanComparison> compared) {
  public MeasureComparisons {
    compared = List.copyOf(compared);
  }
}
