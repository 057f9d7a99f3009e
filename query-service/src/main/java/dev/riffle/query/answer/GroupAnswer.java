package dev.riffle.query.answer;

import java.util.List;

/**
 * One group of a series.
 *
 * @param values one for each entry of {@code groupBy}, in order; empty for the group of all the
 *     others
 * @param other true for the group of all values that are not among the top
 * @param label for a person: {@code premium, HU} or {@code (other)}
 */
public record GroupAnswer(List<GroupValue> values, boolean other, String label, Line line) {
  public static final String OTHER_LABEL = "(other)";

  public GroupAnswer {
    values = List.copyOf(values);
  }
}
