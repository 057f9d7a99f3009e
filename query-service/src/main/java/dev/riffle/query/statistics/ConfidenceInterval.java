package dev.riffle.query.statistics;

/**
 * The values that the data do not speak against, at {@value #LEVEL}.
 *
 * @param low smallest of them
 * @param high largest of them
 */
public record ConfidenceInterval(double low, double high) {
  /** How often, at least, such an interval holds the true value. */
  public static final double LEVEL = 0.95;

  public ConfidenceInterval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("from " + low + " to " + high);
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
