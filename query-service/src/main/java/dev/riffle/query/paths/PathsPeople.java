package dev.riffle.query.paths;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PathNode;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;

/** From a node or a link of a question about paths to the persons it counts. */
public final class PathsPeople {
  private final PathsPlan plan;
  private final Watermark watermark;
  private final PathsRun run;

  public PathsPeople(PathsPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.watermark = watermark;
    this.run = new PathsRun(plan, watermark, engine);
  }

  /**
   * The persons' numbers. It asks first which events are told apart.
   *
   * @throws InvalidQuestion when the answer has no such node
   */
  public SqlStatement of(Cell.OfPaths cell) {
    Optional<Segment> segment =
        plan.question().segments().stream()
            .filter(each -> cell.segment().filter(each.name()::equals).isPresent())
            .findFirst();
    PathsSql sql = new PathsSql(plan, watermark, segment);
    if (cell.node().isEmpty()) {
      return sql.people();
    }
    List<List<String>> tops = run.tops();
    String to = name(cell.node().get(), tops.get(cell.step() - 1), "/cell/node");
    Optional<String> from =
        cell.step() == 1
            ? Optional.empty()
            : cell.from().map(node -> name(node, tops.get(cell.step() - 2), "/cell/from"));
    return sql.people(new PathsLink(cell.step(), from, to), tops);
  }

  private static String name(PathNode node, List<String> told, String pointer) {
    return switch (node.kind()) {
      case OTHER -> PathsSql.OTHER;
      case END -> PathsSql.END;
      case EVENT ->
          node.event()
              .filter(told::contains)
              .orElseThrow(() ->
                  InvalidQuestion.at(
                      pointer,
                      FaultCode.UNKNOWN_VALUE,
                      "The answer has no node for this event at the step."));
    };
  }
}
