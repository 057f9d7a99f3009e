package dev.riffle.query.paths;

import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.Comparisons.Named;
import dev.riffle.query.answer.NodeComparisons;
import dev.riffle.query.answer.PathsAnswer.Node;
import dev.riffle.query.answer.PathsAnswer.SegmentPaths;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether segments go other ways than the first one. Pure. The nodes were found, not named, and are
 * many: Benjamini-Hochberg over all of them.
 */
final class PathsComparisons {
  private PathsComparisons() {}

  /**
   * Compares the shares of persons.
   *
   * @param nodes everybody's
   * @return one for each but the anchor; nothing with fewer than two segments
   */
  static List<NodeComparisons> of(List<Node> nodes, List<SegmentPaths> segments) {
    if (segments.size() < 2) {
      return List.of();
    }
    List<Node> further = nodes.stream().filter(node -> node.step() > 0).toList();
    List<List<Named>> places = new ArrayList<>();
    for (Node node : further) {
      places.add(
          segments.stream()
              .map(segment -> new Named(segment.segment(), share(segment, node)))
              .toList());
    }
    List<Comparisons> compared = Comparisons.together(places, Adjustment.BENJAMINI_HOCHBERG);
    List<NodeComparisons> comparisons = new ArrayList<>();
    for (int i = 0; i < further.size(); i++) {
      Node node = further.get(i);
      Comparisons of = compared.get(i);
      comparisons.add(
          new NodeComparisons(
              node.step(),
              node.kind(),
              node.event(),
              node.label(),
              of.baseline(),
              of.adjustment(),
              of.compared()));
    }
    return comparisons;
  }

  /** Nobody of the segment came there when it has no such node. */
  private static Proportion share(SegmentPaths segment, Node node) {
    long persons =
        segment.nodes().stream()
            .filter(each -> each.step() == node.step() && each.kind() == node.kind())
            .filter(each -> each.event().equals(node.event()))
            .mapToLong(Node::persons)
            .sum();
    return new Proportion(segment.persons(), persons);
  }
}
