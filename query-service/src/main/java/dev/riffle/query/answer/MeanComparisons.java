package dev.riffle.query.answer;

import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.MeanGuard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Several means per person compared to one baseline.
 *
 * @param adjustment how p-values allow for the number of comparisons
 * @param compared one for each of the others, in order
 */
public record MeanComparisons(
    ComparedMean baseline, Adjustment adjustment, List<MeanComparison> compared) {
  public MeanComparisons {
    compared = List.copyOf(compared);
  }

  /** A mean and what it is of: the name of a segment. */
  public record Named(String name, Mean mean) {}

  /**
   * Compares in each place the first mean to the others there; p-values and verdicts allow for the
   * comparisons of all places.
   */
  public static List<MeanComparisons> together(List<List<Named>> places, Adjustment adjustment) {
    List<Difference<Mean>> differences = new ArrayList<>();
    for (List<Named> means : places) {
      Mean baseline = means.getFirst().mean();
      means.stream()
          .skip(1)
          .forEach(other -> differences.add(MeanGuard.compare(baseline, other.mean())));
    }
    Iterator<Difference<Mean>> adjusted = MeanGuard.adjusted(differences, adjustment).iterator();
    List<MeanComparisons> comparisons = new ArrayList<>();
    for (List<Named> means : places) {
      Named baseline = means.getFirst();
      List<MeanComparison> compared =
          means.stream()
              .skip(1)
              .map(other -> MeanComparison.of(other.name(), baseline.name(), adjusted.next()))
              .toList();
      comparisons.add(
          new MeanComparisons(
              ComparedMean.of(baseline.name(), baseline.mean()), adjustment, compared));
    }
    return comparisons;
  }
}
