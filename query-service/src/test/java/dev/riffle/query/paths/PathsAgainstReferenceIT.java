package dev.riffle.query.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.PathsAnswer.SegmentPaths;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.NodeKind;
import dev.riffle.query.question.PathNode;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Segment;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.RandomPaths;
import dev.riffle.query.reference.ReferenceNextEvents;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random questions about paths in random histories: the engine and the loops must say the same, and
 * every count is the size of its list. One seed again: {@code -Dseed=17}; more: {@code
 * -Dseeds=2000}.
 */
public class PathsAgainstReferenceIT {
  private static final int QUESTIONS_EACH = 4;

  private static EngineForTests engine;

  /** For others who ask the same on an engine of theirs. */
  public static void on(EngineForTests theirs) {
    engine = theirs;
  }

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void engineAndLoopsAgree() throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("seeds", 15) : only;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, (int) (seed - first) + 1, new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(histories);

    for (long seed = first; seed <= last; seed++) {
      History history = histories.get((int) (seed - first));
      RandomGenerator random = new SplittableRandom(~seed);
      RandomPaths questions = new RandomPaths(seed, history, random);
      for (int i = 0; i < QUESTIONS_EACH; i++) {
        Paths question = questions.paths();
        compare("seed " + seed + " question " + i + ": ", history, question);
      }
    }
  }

  /** One question, both ways. */
  public static void compare(String pair, History history, Paths question) {
    String which = pair + question;
    Instant asOf = watermark(history, question.scope().asOfReceived());
    PathsPlan plan =
        PathsPlan.of(question, history.project(), history.catalog(false), Instant.EPOCH);
    Watermark watermark = new Watermark(Optional.of(asOf), history.pendingCorrections());
    EngineRun run =
        new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
    PathsAnswer answer = new PathsRun(plan, watermark, run).answer(List.of());

    ReferenceNextEvents reference = new ReferenceNextEvents(history, question, asOf);
    PathsPeople behind = new PathsPeople(plan, watermark, run);
    compare(
        which,
        reference.links(Optional.empty()),
        new SegmentPaths("everybody", answer.persons(), answer.nodes(), answer.links()),
        cell -> people(run, behind.of(cell.in(question, Optional.empty()))));
    assertThat(answer.segments())
        .extracting(SegmentPaths::segment)
        .isEqualTo(question.segments().stream().map(Segment::name).toList());
    for (int i = 0; i < question.segments().size(); i++) {
      Segment segment = question.segments().get(i);
      compare(
          which + " " + segment,
          reference.links(Optional.of(segment)),
          answer.segments().get(i),
          cell -> people(run, behind.of(cell.in(question, Optional.of(segment.name())))));
    }
  }

  /** A node or a link of the answer. */
  private record Asked(int step, Optional<PathNode> node, Optional<PathNode> from) {
    Cell.OfPaths in(Paths question, Optional<String> segment) {
      return new Cell.OfPaths(question, step, node, from, segment);
    }
  }

  private static void compare(
      String which,
      Map<ReferenceNextEvents.Step, List<Integer>> expected,
      SegmentPaths answer,
      Function<Asked, List<Integer>> people) {
    Map<ReferenceNextEvents.Step, Long> counts = new HashMap<>();
    expected.forEach((step, persons) -> counts.put(step, (long) persons.size()));
    Map<ReferenceNextEvents.Step, Long> links = new HashMap<>();
    for (PathsAnswer.Link link : answer.links()) {
      PathsAnswer.Node source = answer.nodes().get(link.source());
      PathsAnswer.Node target = answer.nodes().get(link.target());
      assertThat(source.step()).as(which).isEqualTo(target.step() - 1);
      links.put(
          new ReferenceNextEvents.Step(target.step(), source.label(), target.label()),
          link.persons());
    }
    assertThat(links).as(which).isEqualTo(counts);

    assertThat(people.apply(new Asked(0, Optional.empty(), Optional.empty())))
        .as(which)
        .hasSize((int) answer.persons());
    expected.entrySet().stream()
        .limit(3)
        .forEach(entry -> {
          ReferenceNextEvents.Step step = entry.getKey();
          Optional<PathNode> to = node(step.to());
          assertThat(people.apply(new Asked(step.step(), to, node(step.from()))))
              .as(which + " " + step)
              .containsExactlyInAnyOrderElementsOf(entry.getValue());
          assertThat(people.apply(new Asked(step.step(), to, Optional.empty())))
              .as(which + " to " + step)
              .containsExactlyInAnyOrderElementsOf(comingTo(step, expected));
        });
  }

  /** Those of a node are those of all the links into it. */
  private static List<Integer> comingTo(
      ReferenceNextEvents.Step node, Map<ReferenceNextEvents.Step, List<Integer>> links) {
    return links.entrySet().stream()
        .filter(link -> link.getKey().step() == node.step())
        .filter(link -> link.getKey().to().equals(node.to()))
        .flatMap(link -> link.getValue().stream())
        .toList();
  }

  private static List<Integer> people(EngineRun run, SqlStatement people) {
    return run.run(people).rows().stream().map(row -> ((Long) row.getFirst()).intValue()).toList();
  }

  private static Optional<PathNode> node(String label) {
    return Optional.of(
        switch (label) {
          case "(other)" -> new PathNode(NodeKind.OTHER, Optional.empty());
          case "(end)" -> new PathNode(NodeKind.END, Optional.empty());
          default -> new PathNode(NodeKind.EVENT, Optional.of(label));
        });
  }

  private static Instant watermark(History history, Optional<Instant> asked) {
    Instant newest =
        history.events().stream()
            .map(event -> event.received())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return asked.filter(newest::isAfter).orElse(newest);
  }
}
