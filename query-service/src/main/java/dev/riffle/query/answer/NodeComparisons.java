package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.NodeKind;
import dev.riffle.query.statistics.Adjustment;
import java.util.List;
import java.util.Optional;

/**
 * The segments' shares of persons who come to a node, each compared to that of the first segment.
 *
 * @param event present for the kind {@code event}
 * @param label of the node, for a person
 * @param adjustment how p-values allow for the number of comparisons, of all nodes together
 * @param compared one for each segment but the first, in order
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NodeComparisons(
    int step,
    NodeKind kind,
    Optional<String> event,
    String label,
    ComparedRate baseline,
    Adjustment adjustment,
    List<Comparison> compared) {
  public NodeComparisons {
    compared = List.copyOf(compared);
  }
}
