package dev.riffle.query.answer;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param total over the whole range: distinct persons, not a sum of the points
 * @param points one for each bucket, in order; zeros where nothing happened
 */
public record Line(Values total, List<Values> points) {
  public Line {
    points = List.copyOf(points);
  }
}
