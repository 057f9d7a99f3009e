package dev.riffle.query.answer;

import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.RateDifference;
import dev.riffle.query.statistics.SignificanceGuard;
import java.util.ArrayList;
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
    List<RateDifference> differences =
        SignificanceGuard.adjusted(
            others.stream()
                .map(other -> SignificanceGuard.compare(baseline.proportion(), other.proportion()))
                .toList(),
            adjustment);
    List<Comparison> compared = new ArrayList<>();
    for (int i = 0; i < differences.size(); i++) {
      compared.add(Comparison.of(others.get(i).name(), baseline.name(), differences.get(i)));
    }
    return new Comparisons(
        ComparedRate.of(baseline.name(), baseline.proportion()), adjustment, compared);
  }
}
