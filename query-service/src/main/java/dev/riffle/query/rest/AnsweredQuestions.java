package dev.riffle.query.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.question.Question;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How the answers of the last hour came about, for those who ask afterwards.
 *
 * <p>In the memory of this process: an explanation is looked at right after its answer, and can be
 * made again at any time by asking with {@code explain}; writing to PostgreSQL with every question
 * would make answers depend on it. Bounded by {@value #CHARACTERS_MAX} characters of statements and
 * parameters, oldest use first, and by {@link #KEPT}. Thread-safe.
 */
@Singleton
class AnsweredQuestions {
  /** Of statements and parameters of all kept answers together: some 64 MB of memory at most. */
  static final long CHARACTERS_MAX = 32L << 20;

  static final Duration KEPT = Duration.ofHours(1);

  private record Key(ProjectId project, String queryId) {}

  private final InstantSource clock;
  private final Cache<Key, Explanation> explanations;

  @Inject
  AnsweredQuestions(InstantSource clock) {
    this(clock, CHARACTERS_MAX);
  }

  AnsweredQuestions(InstantSource clock, long charactersMax) {
    this.clock = clock;
    this.explanations =
        Caffeine.newBuilder()
            .maximumWeight(charactersMax)
            .weigher((Key _, Explanation explanation) -> characters(explanation))
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();
  }

  /** Keeps how the answer came about, and returns the answer. */
  <A extends Answer> A keep(ProjectId project, Question question, A answer) {
    explanations.put(
        new Key(project, answer.meta().queryId()),
        Explanation.of(question, answer, clock.instant()));
    return answer;
  }

  /** Empty when it was never given to this project, or no longer is kept. */
  Optional<Explanation> explanation(ProjectId project, String queryId) {
    return Optional.ofNullable(explanations.getIfPresent(new Key(project, queryId)));
  }

  private static int characters(Explanation explanation) {
    long characters = 1_000;
    for (Meta.ExplainedStatement statement : explanation.sql()) {
      characters += statement.text().length();
      for (String value : statement.parameters().values()) {
        characters += value.length();
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, characters);
  }
}
