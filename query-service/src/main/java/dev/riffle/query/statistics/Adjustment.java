package dev.riffle.query.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** How p-values are raised because several questions are asked at once. */
public enum Adjustment {
  /**
   * Holm (Scandinavian Journal of Statistics 6, 1979): the chance of even one false alarm among all
   * comparisons stays within 5 %. For a few segments that one decides upon.
   */
  HOLM("holm") {
    @Override
    double[] raised(double[] ascending) {
      double[] raised = new double[ascending.length];
      double most = 0;
      for (int i = 0; i < ascending.length; i++) {
        most = Math.max(most, ascending[i] * (ascending.length - i));
        raised[i] = Math.min(1, most);
      }
      return raised;
    }
  },
  /**
   * Benjamini and Hochberg (Journal of the Royal Statistical Society B 57, 1995): of those called
   * different, at most 5 % are false alarms on average. For tables with many cells. It is sound
   * here also for cells that depend on one another, since our p-values are inverses of e-values
   * (Wang and Ramdas, Journal of the Royal Statistical Society B 84, 2022).
   */
  BENJAMINI_HOCHBERG("benjamini-hochberg") {
    @Override
    double[] raised(double[] ascending) {
      double[] raised = new double[ascending.length];
      double least = 1;
      for (int i = ascending.length - 1; i >= 0; i--) {
        least = Math.min(least, ascending[i] * ascending.length / (i + 1));
        raised[i] = least;
      }
      return raised;
    }
  };

  private final String wire;

  Adjustment(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Adjusted p-values, each at the place of its own. */
  public double[] adjust(double[] pValues) {
    Integer[] order = new Integer[pValues.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
    double[] raised = raised(Arrays.stream(order).mapToDouble(i -> pValues[i]).toArray());
    double[] adjusted = new double[pValues.length];
    for (int i = 0; i < order.length; i++) {
      adjusted[order[i]] = raised[i];
    }
    return adjusted;
  }

  /** The same comparisons, those that have a p-value judged by the adjusted one. */
  <S> List<Difference<S>> judge(
      List<Difference<S>> comparisons, BiFunction<Difference<S>, Double, Difference<S>> judged) {
    double[] adjusted =
        adjust(comparisons.stream().mapToDouble(each -> each.pValue().orElse(1)).toArray());
    List<Difference<S>> result = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Difference<S> each = comparisons.get(i);
      result.add(each.pValue().isPresent() ? judged.apply(each, adjusted[i]) : each);
    }
    return List.copyOf(result);
  }

  abstract double[] raised(double[] ascending);
}
