package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.engine.StatementWatch.RowsRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReadRowsTest {
  private static final Instant START = Instant.parse("2026-11-22T09:30:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final RunningQuestions questions = new RunningQuestions(now::get, () -> "q1");
  private final List<List<String>> asked = new ArrayList<>();
  private final ReadRows rows = new ReadRows(this::engine, questions, now::get);

  private Map<String, RowsRead> engine(Collection<String> ids) {
    asked.add(List.copyOf(ids));
    return Map.of("s1", new RowsRead(asked.size(), 9));
  }

  @Test
  void asksForAllStatementsAtOnceAndNotTooOften() {
    inStatement(
        "s1",
        () -> {
          assertThat(rows.of("s1")).contains(new RowsRead(1, 9));
          assertThat(rows.of("s2")).isEmpty();
          now.set(START.plus(ReadRows.FRESH));
          assertThat(rows.of("s1")).contains(new RowsRead(1, 9));
          now.set(START.plus(ReadRows.FRESH).plusMillis(1));
          assertThat(rows.of("s1")).contains(new RowsRead(2, 9));
        });
    assertThat(asked).containsExactly(List.of("s1"), List.of("s1"));
  }

  @Test
  void doesNotAskWhereNothingRuns() {
    assertThat(rows.of("s1")).isEmpty();
    assertThat(asked).isEmpty();
  }

  private void inStatement(String id, Runnable then) {
    String answer =
        questions.during(
            new ProjectId(1),
            Optional.empty(),
            running -> {
              assertThat(running.cancellation().begin(id, () -> {})).isTrue();
              then.run();
              running.cancellation().end();
              return "answer";
            });
    assertThat(answer).isEqualTo("answer");
  }
}
