package dev.riffle.query.answer;

import dev.riffle.query.statistics.Adjustment;
import java.util.List;

/**
 * The segments of a series compared to the first one: which share of its active persons did it.
 *
 * @param letter of the series
 * @param adjustment how p-values allow for the comparisons of all series of the answer
 * @param compared one for each segment after the first, in order
 */
public record SeriesComparisons(
    String letter,
    String event,
    ComparedRate baseline,
    Adjustment adjustment,
    List<Comparison> compared) {
  public SeriesComparisons {
    compared = List.copyOf(compared);
  }
}
