package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Population;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.RandomPopulation;
import dev.riffle.query.reference.ReferenceSegment;
import dev.riffle.query.sql.MemberRows;
import dev.riffle.query.time.SegmentTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random populations of random histories: the engine and the loops must find the same persons. One
 * seed again: {@code -Dseed=17}; more of them: {@code -Dcases=4000}.
 */
class SegmentsAgainstReferenceIT {
  private static final int POPULATIONS_EACH = 8;
  private static EngineForTests engine;

  /** For others who ask the same on an engine of theirs. */
  static void on(EngineForTests theirs) {
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
  void engineAndLoopsFindTheSamePersons() throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("cases", 480) / POPULATIONS_EACH : only;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, (int) (seed - first) + 1, new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(histories);
    TreeMap<String, Integer> clauses = new TreeMap<>();
    int populated = 0;

    for (long seed = first; seed <= last; seed++) {
      populated += compare(seed, histories.get((int) (seed - first)), clauses);
    }

    System.out.println("populations with members " + populated + ", clauses " + clauses);
  }

  private static int compare(long seed, History plain, Map<String, Integer> clauses) {
    RandomGenerator random = new SplittableRandom(~seed);
    RandomPopulation populations = new RandomPopulation(seed, plain, random);
    Population saved = populations.unsaved(1);
    History history = saving(plain, saved);
    int populated = 0;
    for (int i = 0; i < POPULATIONS_EACH; i++) {
      Population population = populations.population(3);
      count(population, clauses);
      boolean found =
          compare(
              "seed " + seed + " population " + i + " beside " + saved + ": ",
              history,
              population,
              populations.instant(),
              random);
      populated += found ? 1 : 0;
    }
    return populated;
  }

  /** The history in a project that has saved a segment. */
  static History saving(History plain, Population saved) {
    return new History(
        new ProjectContext(
            plain.project().id(),
            plain.project().zone(),
            plain.project().weekStart(),
            id -> id.equals(RandomPopulation.SAVED) ? Optional.of(saved) : Optional.empty()),
        plain.events(),
        plain.senders(),
        plain.currentProperties());
  }

  /** One population, both ways; true when it has members. */
  static boolean compare(
      String which, History history, Population population, Instant at, RandomGenerator random) {
    Instant newest =
        history.events().stream()
            .map(event -> event.received())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Instant until =
        random.nextInt(3) == 0
            ? history.events().get(random.nextInt(history.events().size())).received()
            : newest;
    Set<Integer> expected =
        new ReferenceSegment(history, at, history.project().zone(), until).members(population);

    Set<Integer> members =
        members(
            history.project(),
            population,
            at,
            new Watermark(Optional.of(until), history.pendingCorrections()));

    assertThat(members).as("%s%s at %s until %s", which, population, at, until).isEqualTo(expected);
    return !members.isEmpty();
  }

  private static Set<Integer> members(
      ProjectContext project, Population population, Instant at, Watermark watermark) {
    SegmentTime time = new SegmentTime(at, project.zone(), project.weekStart());
    Set<Integer> members = new TreeSet<>();
    EngineRun run =
        new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
    for (List<Object> row :
        run.run(new MemberRows(project, watermark).page(population, time, 0, 100)).rows()) {
      assertThat(members.add(((Long) row.getFirst()).intValue())).isTrue();
    }
    return members;
  }

  private static void count(Population population, Map<String, Integer> clauses) {
    clauses.merge(population.getClass().getSimpleName(), 1, Integer::sum);
    switch (population) {
      case Population.All(List<Population> all) -> all.forEach(each -> count(each, clauses));
      case Population.Any(List<Population> any) -> any.forEach(each -> count(each, clauses));
      case Population.Not(Population not) -> count(not, clauses);
      default -> {}
    }
  }
}
