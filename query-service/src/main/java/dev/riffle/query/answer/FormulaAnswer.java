package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A formula over the series, in one segment. Its numbers stand under the key {@code value}.
 *
 * @param name what the question calls it, else the formula itself
 * @param segment its name; absent when the question names no segments
 * @param line all of it, whatever the group
 * @param groups those of the first series in the segment, in its order; {@code (other)} last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FormulaAnswer(
    String name, String formula, Optional<String> segment, Line line, List<GroupAnswer> groups) {
  public FormulaAnswer {
    groups = List.copyOf(groups);
  }
}
