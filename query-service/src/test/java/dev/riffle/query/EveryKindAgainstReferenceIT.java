package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.activity.ActivityAgainstReferenceIT;
import dev.riffle.query.funnel.FunnelsAgainstReferenceIT;
import dev.riffle.query.paths.PathsAgainstReferenceIT;
import dev.riffle.query.question.Activity;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.reference.Coverage;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomFunnel;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.RandomPaths;
import dev.riffle.query.reference.RandomPopulation;
import dev.riffle.query.reference.RandomQuestion;
import dev.riffle.query.reference.ShrunkHistory;
import dev.riffle.query.retention.RetentionAgainstReferenceIT;
import dev.riffle.query.revenue.RevenueAgainstReferenceIT;
import dev.riffle.query.session.SessionsAgainstReferenceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pairs of a random history and a random question, of every kind in turn: the engine and the loops
 * must say the same. As many as wanted: {@code -Dcases=20000}; those of one history again: {@code
 * -Dseed=17}, with {@code -Dcases=20000} beside the histories of so many; other ones: {@code
 * -DfirstSeed=1000}. Prints how often each clause was asked, and of a pair that differs the fewest
 * events that do, with both sides.
 */
class EveryKindAgainstReferenceIT {
  /** Questions of one history: as many of each kind. */
  private static final int QUESTIONS_EACH = 8 * Kind.values().length;

  private static final int CASES_DEFAULT = 4 * QUESTIONS_EACH;

  private enum Kind {
    SEGMENTATION,
    FEATURE_USAGE,
    POPULATION,
    FUNNEL,
    PATHS,
    RETENTION,
    LIFECYCLE,
    STICKINESS,
    SESSIONS,
    REVENUE
  }

  /** Both sides of one question, of whatever history; the cells that are looked into by chance. */
  @FunctionalInterface
  private interface Pair {
    void compare(History history, RandomGenerator cells) throws Exception;
  }

  private static EngineForTests engine;

  private final Coverage coverage = new Coverage();

  /** Numbers of projects that hold parts of histories; those of whole ones are smaller. */
  private final AtomicInteger projects = new AtomicInteger(1_000_000);

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    QuestionsAgainstReferenceIT.on(engine);
    SegmentsAgainstReferenceIT.on(engine);
    FunnelsAgainstReferenceIT.on(engine);
    PathsAgainstReferenceIT.on(engine);
    RetentionAgainstReferenceIT.on(engine);
    ActivityAgainstReferenceIT.on(engine);
    SessionsAgainstReferenceIT.on(engine);
    RevenueAgainstReferenceIT.on(engine);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void engineAndLoopsAgree() throws Exception {
    Long only = Long.getLong("seed");
    boolean alone = only != null && System.getProperty("cases") == null;
    int cases = Integer.getInteger("cases", CASES_DEFAULT);
    long first = alone ? only : Long.getLong("firstSeed", 1);
    long last = alone ? only : first + Math.ceilDiv(cases, QUESTIONS_EACH) - 1;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, (int) (seed - first) + 1, new SplittableRandom(seed)));
    }
    Instant begun = Instant.now();
    new HistoryWriter(engine.writer()).write(histories);
    engine.execute("OPTIMIZE TABLE events FINAL");

    List<Callable<Integer>> tasks = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      long each = seed;
      if (only == null || only == each) {
        tasks.add(() -> compare(each, histories.get((int) (each - first))));
      }
    }
    int asked = 0;
    List<Throwable> failures = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Future<Integer> task : threads.invokeAll(tasks)) {
        try {
          asked += task.get();
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    }

    long millis = Duration.between(begun, Instant.now()).toMillis();
    System.out.printf(
        "%d pairs of seeds %d to %d agree, %.1f a second%n%s",
        asked, first, last, asked * 1000.0 / millis, coverage);
    // one that differs does not hide the others
    assertThat(failures).isEmpty();
    assertThat(asked).isGreaterThanOrEqualTo(only == null ? cases : QUESTIONS_EACH);
  }

  private int compare(long seed, History plain) throws Exception {
    RandomGenerator random = new SplittableRandom(~seed);
    RandomQuestion questions = new RandomQuestion(seed, plain, random);
    RandomFunnel funnels = new RandomFunnel(seed, plain, random);
    RandomPaths paths = new RandomPaths(seed, plain, random);
    RandomPopulation populations = new RandomPopulation(seed, plain, random);
    History history = SegmentsAgainstReferenceIT.saving(plain, populations.unsaved(1));
    for (int i = 0; i < QUESTIONS_EACH; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      String which = "seed " + seed + " question " + i + " " + kind + ": ";
      Pair pair =
          switch (kind) {
            case SEGMENTATION -> segmentation(which, questions);
            case FEATURE_USAGE -> {
              Optional<FeatureUsage> usage = questions.usage();
              // no person of a history may have any property
              yield usage.isEmpty() ? segmentation(which, questions) : usage(which, usage.get());
            }
            case POPULATION -> {
              Population population = coverage.seen(populations.population(3));
              Instant at = populations.instant();
              yield (of, cells) ->
                  SegmentsAgainstReferenceIT.compare(which, of, population, at, cells);
            }
            case FUNNEL -> {
              Funnel funnel = coverage.seen(funnels.funnel());
              yield (of, cells) -> FunnelsAgainstReferenceIT.compare(which, of, funnel, cells);
            }
            case PATHS -> {
              Paths asked = coverage.seen(paths.paths());
              yield (of, _) -> PathsAgainstReferenceIT.compare(which, of, asked);
            }
            case RETENTION -> {
              Retention retention = coverage.seen(questions.retention());
              yield (of, cells) -> RetentionAgainstReferenceIT.compare(which, of, retention, cells);
            }
            case LIFECYCLE -> activity(which, coverage.seen(questions.lifecycle()));
            case STICKINESS -> activity(which, coverage.seen(questions.stickiness()));
            case SESSIONS -> {
              Sessions sessions = coverage.seen(questions.sessions());
              yield (of, cells) -> SessionsAgainstReferenceIT.compare(which, of, sessions, cells);
            }
            case REVENUE -> {
              Revenue revenue = coverage.seen(questions.revenue());
              yield (of, cells) -> RevenueAgainstReferenceIT.compare(which, of, revenue, cells);
            }
          };
      compare(which, pair, history, random);
    }
    return QUESTIONS_EACH;
  }

  private Pair segmentation(String which, RandomQuestion questions) {
    Segmentation segmentation = coverage.seen(questions.segmentation());
    return (of, cells) -> QuestionsAgainstReferenceIT.compare(which, of, segmentation, cells);
  }

  private Pair usage(String which, FeatureUsage asked) {
    FeatureUsage usage = coverage.seen(asked);
    return (of, cells) -> QuestionsAgainstReferenceIT.compare(which, of, usage, cells);
  }

  private static Pair activity(String which, Activity activity) {
    return (of, cells) -> ActivityAgainstReferenceIT.compare(which, of, activity, cells);
  }

  private void compare(String which, Pair pair, History history, RandomGenerator random)
      throws Exception {
    try {
      pair.compare(history, random);
    } catch (AssertionError difference) {
      throw new AssertionError(which + shrunk(pair, history), difference);
    }
  }

  private String shrunk(Pair pair, History history) {
    try {
      return ShrunkHistory.of(
              history,
              smaller -> {
                History stored = smaller.in(new ProjectId(projects.incrementAndGet()));
                new HistoryWriter(engine.writer()).write(List.of(stored));
                pair.compare(stored, new SplittableRandom(0));
              })
          .map(ShrunkHistory::toString)
          .orElse("the sides differ in cells that are not looked at again, by chance");
    } catch (Exception e) {
      // the difference is the news, whatever keeps it from being shown on fewer events
      return "the history could not be made smaller: " + e;
    }
  }
}
