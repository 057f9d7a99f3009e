package dev.riffle.query.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.Segment;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomFunnel;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.ReferenceFunnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random funnels about random histories: the engine and the loops must say the same, and every
 * count is the size of its list. One seed again: {@code -Dseed=17}; more: {@code -Dseeds=2000}.
 */
public class FunnelsAgainstReferenceIT {
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
    long last = only == null ? Long.getLong("seeds", 30) : only;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, (int) (seed - first) + 1, new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(histories);

    for (long seed = first; seed <= last; seed++) {
      History history = histories.get((int) (seed - first));
      RandomGenerator random = new SplittableRandom(~seed);
      RandomFunnel funnels = new RandomFunnel(seed, history, random);
      for (int i = 0; i < QUESTIONS_EACH; i++) {
        Funnel question = funnels.funnel();
        compare("seed " + seed + " question " + i + ": " + question, history, question, random);
      }
    }
  }

  /** One question, both ways. */
  public static void compare(
      String which, History history, Funnel question, RandomGenerator random) {
    Instant asOf = watermark(history, question.scope().asOfReceived());
    ReferenceFunnel reference = new ReferenceFunnel(history, question, asOf);
    FunnelPlan plan =
        FunnelPlanner.plan(
            question, history.project(), history.catalog(random.nextBoolean()), Instant.EPOCH);
    Watermark watermark = new Watermark(Optional.of(asOf), history.pendingCorrections());
    EngineRun run =
        new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);

    FunnelAnswer answer = new FunnelRun(plan, watermark, run).answer(List.of());

    assertThat(answer.segments())
        .as(which + question)
        .usingRecursiveComparison(
            RecursiveComparisonConfiguration.builder()
                .withComparatorForType(
                    (a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
                .withIgnoredFieldsMatchingRegexes(".*comparisons")
                .build())
        .isEqualTo(reference.answer());

    int step = 1 + random.nextInt(question.steps().size());
    boolean dropped = random.nextBoolean();
    int segment = random.nextInt(plan.lines().size());
    Optional<Segment> whose = plan.lines().get(segment);
    FunnelPeople behind = new FunnelPeople(plan, watermark, run);
    List<Long> people =
        run
            .run(
                behind.of(new FunnelCell(whose, Optional.empty(), Optional.empty(), step, dropped)))
            .rows()
            .stream()
            .map(row -> (Long) row.getFirst())
            .toList();
    Set<Long> expected = new HashSet<>();
    reference.people(whose, step, dropped).forEach(person -> expected.add(person.longValue()));
    assertThat(people).as(which).containsExactlyInAnyOrderElementsOf(expected);
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
