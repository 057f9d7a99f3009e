package dev.riffle.acceptance.bench;

import java.util.List;
import java.util.Locale;

/** Repetitions of one measurement. */
public record Samples(List<Double> values) {
  public Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    values = values.stream().sorted().toList();
  }

  public double median() {
    return percentile(50);
  }

  /** Linear between the closest ranks. */
  public double percentile(double percent) {
    double rank = percent / 100 * (values.size() - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    double low = values.get(below);
    return low + (values.get(above) - low) * (rank - below);
  }

  /** Smallest, median and greatest. */
  public String spread() {
    return number(values.getFirst()) + " / " + number(median()) + " / " + number(values.getLast());
  }

  public static String number(double value) {
    return value >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
