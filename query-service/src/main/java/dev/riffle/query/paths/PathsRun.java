package dev.riffle.query.paths;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.PathsAnswer.Link;
import dev.riffle.query.answer.PathsAnswer.Node;
import dev.riffle.query.answer.PathsAnswer.SegmentPaths;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.NodeKind;
import dev.riffle.query.question.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a plan's statements and puts the answer together. */
public final class PathsRun {
  private static final String OTHER_LABEL = "(other)";
  private static final String END_LABEL = "(end)";

  private final PathsPlan plan;
  private final PathsSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public PathsRun(PathsPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new PathsSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public PathsAnswer answer(List<String> warnings) {
    List<List<String>> tops = tops();
    Flow everybody = flow(sql, tops);
    List<SegmentPaths> segments = new ArrayList<>();
    for (Segment segment : plan.question().segments()) {
      Flow flow = flow(new PathsSql(plan, watermark, Optional.of(segment)), tops);
      segments.add(new SegmentPaths(segment.name(), flow.persons(), flow.nodes(), flow.links()));
    }
    return new PathsAnswer(
        plan.range().answered(),
        everybody.persons(),
        everybody.nodes(),
        everybody.links(),
        segments,
        PathsComparisons.of(everybody.nodes(), segments),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  private record Flow(long persons, List<Node> nodes, List<Link> links) {}

  private Flow flow(PathsSql sql, List<List<String>> tops) {
    List<List<Object>> rows = engine.run(sql.links(tops)).rows();
    Map<String, Long> persons = new HashMap<>();
    long all = 0;
    for (List<Object> row : rows) {
      persons.merge(key(step(row), (String) row.get(2)), (Long) row.get(3), Long::sum);
      all += step(row) == 1 ? (Long) row.get(3) : 0;
    }
    List<Node> nodes = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    add(nodes, places, 0, plan.question().anchor().event(), all);
    for (int step = 1; step <= tops.size(); step++) {
      List<String> names = new ArrayList<>(tops.get(step - 1));
      names.addAll(List.of(PathsSql.OTHER, PathsSql.END));
      for (String name : names) {
        add(nodes, places, step, name, persons.getOrDefault(key(step, name), 0L));
      }
    }
    List<Link> links = new ArrayList<>();
    for (List<Object> row : rows) {
      links.add(
          new Link(
              places.getOrDefault(key(step(row) - 1, (String) row.get(1)), 0),
              places.getOrDefault(key(step(row), (String) row.get(2)), 0),
              (Long) row.get(3)));
    }
    return new Flow(all, nodes, links);
  }

  /** For each step the events that are told apart, most persons first. */
  List<List<String>> tops() {
    List<List<String>> tops = new ArrayList<>();
    for (int step = 1; step <= plan.question().depth(); step++) {
      tops.add(new ArrayList<>());
    }
    for (List<Object> row : engine.run(sql.tops()).rows()) {
      tops.get(step(row) - 1).add((String) row.get(1));
    }
    return tops;
  }

  private static void add(
      List<Node> nodes, Map<String, Integer> places, int step, String name, long persons) {
    if (persons == 0) {
      return;
    }
    places.put(key(step, name), nodes.size());
    nodes.add(
        switch (name) {
          case PathsSql.OTHER ->
              new Node(step, NodeKind.OTHER, Optional.empty(), OTHER_LABEL, persons);
          case PathsSql.END -> new Node(step, NodeKind.END, Optional.empty(), END_LABEL, persons);
          default -> new Node(step, NodeKind.EVENT, Optional.of(name), name, persons);
        });
  }

  private static String key(int step, String name) {
    return step + " " + name;
  }

  private static int step(List<Object> row) {
    return ((Long) row.getFirst()).intValue();
  }
}
