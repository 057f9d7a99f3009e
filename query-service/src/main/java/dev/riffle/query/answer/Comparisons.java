package dev.riffle.query.answer;

import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.SignificanceGuard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Several rates compared to one baseline.
 *
 * @param adjustment how p-values allow for the number of comparisons
 * @param compared one for each of the others, in order
 */
public record Comparisons(ComparedRate baseline, Adjustment adjustment, List<Comparison> compared) {
  public Comparisons {
    compared = List.copyOf(compared);
  }

  /** A rate and what it is of: the name of a segment, a group, a variant. */
  public record Named(String name, Proportion proportion) {}

  /** Compares each of the others to the baseline. */
  public static Comparisons of(Named baseline, List<Named> others, Adjustment adjustment) {
    List<Named> rates = new ArrayList<>(List.of(baseline));
    rates.addAll(others);
    return together(List.of(rates), adjustment).getFirst();
  }

  /**
   * Compares in each place the first rate to the others there; p-values and verdicts allow for the
   * comparisons of all places.
   */
  public static List<Comparisons> together(List<List<Named>> places, Adjustment adjustment) {
    List<Difference<Proportion>> differences = new ArrayList<>();
    for (List<Named> rates : places) {
      Proportion baseline = rates.getFirst().proportion();
      for (Named other : rates.subList(1, rates.size())) {
        differences.add(SignificanceGuard.compare(baseline, other.proportion()));
      }
    }
    Iterator<Difference<Proportion>> adjusted =
        SignificanceGuard.adjusted(differences, adjustment).iterator();
    List<Comparisons> comparisons = new ArrayList<>();
    for (List<Named> rates : places) {
      Named baseline = rates.getFirst();
      List<Comparison> compared = new ArrayList<>();
      for (Named other : rates.subList(1, rates.size())) {
        compared.add(Comparison.of(other.name(), baseline.name(), adjusted.next()));
      }
      comparisons.add(
          new Comparisons(
              ComparedRate.of(baseline.name(), baseline.proportion()), adjustment, compared));
    }
    return comparisons;
  }
}
