package dev.riffle.query.reference;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.question.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random questions about random histories, each seed a history in a project of its own. One seed
 * again: {@code -Dseed=17}; more questions: {@code -Dcases=3000}.
 */
public final class RandomCases {
  /** Asks one question both ways. */
  @FunctionalInterface
  public interface Comparison {
    /**
     * Asks.
     *
     * @param which names the seed and the question, for whoever has to find out why
     */
    void compare(String which, History history, RandomQuestion questions, RandomGenerator random)
        throws Exception;
  }

  private final int histories;
  private final int questionsEach;

  public RandomCases(int histories, int questionsEach) {
    this.histories =
        Math.ceilDiv(Integer.getInteger("cases", histories * questionsEach), questionsEach);
    this.questionsEach = questionsEach;
  }

  /** Writes the histories, then compares question by question. */
  public void run(EngineForTests engine, Comparison comparison) throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? histories : only;
    List<History> written = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      int project = (int) (seed - first) + 1;
      written.add(RandomHistory.of(seed, project, new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(written);
    for (long seed = first; seed <= last; seed++) {
      History history = written.get((int) (seed - first));
      RandomGenerator random = new SplittableRandom(~seed);
      RandomQuestion questions = new RandomQuestion(seed, history, random);
      for (int i = 0; i < questionsEach; i++) {
        comparison.compare("seed " + seed + " question " + i, history, questions, random);
      }
    }
  }

  /** The newest received time, or the earlier one that was asked for. */
  public static Instant watermark(History history, Scope scope) {
    Instant newest =
        history.events().stream()
            .map(TestEvent::received)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return scope.asOfReceived().filter(newest::isAfter).orElse(newest);
  }
}
