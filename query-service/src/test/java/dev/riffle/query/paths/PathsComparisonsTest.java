package dev.riffle.query.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.query.answer.NodeComparisons;
import dev.riffle.query.answer.PathsAnswer.Node;
import dev.riffle.query.answer.PathsAnswer.SegmentPaths;
import dev.riffle.query.question.NodeKind;
import dev.riffle.query.statistics.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathsComparisonsTest {
  private static final List<Node> EVERYBODY =
      List.of(
          node(0, "Opened App", 2000), node(1, "Exported", 350), node(1, "Invited", 5), end(1645));

  @Test
  void sharesOfNodesAreComparedToTheFirstSegments() {
    List<NodeComparisons> comparisons =
        PathsComparisons.of(
            EVERYBODY,
            List.of(
                paths("free", node(1, "Exported", 50), node(1, "Invited", 5), end(945)),
                paths("premium", node(1, "Exported", 300), end(700))));

    assertThat(comparisons)
        .extracting(NodeComparisons::label, each -> each.compared().getFirst().verdict())
        .containsExactly(
            tuple("Exported", Verdict.DIFFERENT),
            tuple("Invited", Verdict.INSUFFICIENT_DATA),
            tuple("(end)", Verdict.DIFFERENT));
    assertThat(comparisons.get(1).compared().getFirst().conversions()).isZero();
    assertThat(comparisons.getFirst().baseline().rate()).hasValue(0.05);
  }

  @Test
  void oneSegmentIsComparedToNothing() {
    assertThat(PathsComparisons.of(EVERYBODY, List.of(paths("free", end(1000))))).isEmpty();
  }

  private static SegmentPaths paths(String name, Node... nodes) {
    return new SegmentPaths(name, 1000, List.of(nodes), List.of());
  }

  private static Node node(int step, String event, long persons) {
    return new Node(step, NodeKind.EVENT, Optional.of(event), event, persons);
  }

  private static Node end(long persons) {
    return new Node(1, NodeKind.END, Optional.empty(), "(end)", persons);
  }
}
