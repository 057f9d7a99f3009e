package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.NodeKind;
import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code Paths}: nodes and links of a Sankey diagram.
 *
 * @param persons with an anchor in the range
 * @param nodes of step 0, which is the anchor, and of each further step: most persons first, then
 *     {@code (other)}, then {@code (end)}
 * @param links between nodes of neighbouring steps; into each node but the anchor as many persons
 *     come as it has, and out of each but the ends and those of the last step as many go
 * @param segments the same for each segment of the question, in its order; the nodes that are told
 *     apart are everybody's, so that segments can be held against each other
 * @param comparisons of the shares of the segments' persons at each node but the anchor, with that
 *     of the first segment; empty with fewer than two segments
 */
public record PathsAnswer(
    AnsweredRange range,
    long persons,
    List<Node> nodes,
    List<Link> links,
    List<SegmentPaths> segments,
    List<NodeComparisons> comparisons,
    Meta meta)
    implements Answer {
  public PathsAnswer {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
    segments = List.copyOf(segments);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The paths of a segment.
   *
   * @param segment name
   * @param persons whose anchor meets what the segment says
   * @param nodes as everybody's; {@code links} likewise
   */
  public record SegmentPaths(String segment, long persons, List<Node> nodes, List<Link> links) {
    public SegmentPaths {
      nodes = List.copyOf(nodes);
      links = List.copyOf(links);
    }
  }

  /**
   * An event at a step.
   *
   * @param event present for the kind {@code event}
   * @param label for a person
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Node(int step, NodeKind kind, Optional<String> event, String label, long persons) {}

  /**
   * Persons who went from one node to another.
   *
   * @param source place in {@code nodes}, from 0
   * @param target likewise
   */
  public record Link(int source, int target, long persons) {}
}
