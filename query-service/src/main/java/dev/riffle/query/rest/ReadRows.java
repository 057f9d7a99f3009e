package dev.riffle.query.rest;

import dev.riffle.query.engine.StatementWatch;
import dev.riffle.query.engine.StatementWatch.RowsRead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the statements of all questions are. The engine is asked for all of them at once, and
 * only while somebody looks: however many look, it is asked twice a second. Thread-safe.
 */
@Singleton
class ReadRows {
  static final Duration FRESH = Duration.ofMillis(450);

  private final StatementWatch engine;
  private final RunningQuestions questions;
  private final InstantSource clock;
  private Map<String, RowsRead> known = Map.of();
  private Instant askedAt = Instant.MIN;

  @Inject
  ReadRows(StatementWatch engine, RunningQuestions questions, InstantSource clock) {
    this.engine = engine;
    this.questions = questions;
    this.clock = clock;
  }

  /**
   * Of a statement.
   *
   * @param id in the engine
   * @return empty when the engine does not say so, or the statement is over
   */
  synchronized Optional<RowsRead> of(String id) {
    if (askedAt.plus(FRESH).isBefore(clock.instant())) {
      List<String> statements = questions.statements();
      known = statements.isEmpty() ? Map.of() : engine.rowsRead(statements);
      askedAt = clock.instant();
    }
    return Optional.ofNullable(known.get(id));
  }
}
