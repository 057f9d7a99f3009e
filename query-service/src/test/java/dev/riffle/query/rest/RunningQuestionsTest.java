package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.project.ProjectId;
import dev.riffle.query.engine.Cancellation;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunningQuestionsTest {
  private static final ProjectId OURS = new ProjectId(1);
  private static final ProjectId THEIRS = new ProjectId(2);
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

  private final AtomicInteger asked = new AtomicInteger();
  private final RunningQuestions questions =
      new RunningQuestions(() -> NOW, () -> "q" + asked.incrementAndGet());

  @Test
  void aQuestionIsThereUntilItsAnswer() {
    String answer =
        questions.during(
            OURS,
            Optional.empty(),
            running -> {
              assertThat(questions.of(OURS)).containsExactly(running);
              assertThat(running.id()).isEqualTo("q1");
              assertThat(running.askedAt()).isEqualTo(NOW);
              assertThat(running.state()).isEqualTo(RunningQuestions.State.WAITING);
              running.begin();
              assertThat(running.state()).isEqualTo(RunningQuestions.State.RUNNING);
              return "answer";
            });
    assertThat(answer).isEqualTo("answer");
    assertThat(questions.of(OURS)).isEmpty();
  }

  @Test
  void aQuestionThatFailsIsGoneToo() {
    assertThatThrownBy(() ->
            questions.during(
                OURS,
                Optional.empty(),
                _ -> {
                  throw new IllegalStateException("engine");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(questions.of(OURS)).isEmpty();
  }

  @Test
  void anotherProjectNeitherSeesNorCancelsIt() {
    boolean cancelled =
        questions.during(
            OURS,
            Optional.empty(),
            running -> {
              assertThat(questions.of(THEIRS)).isEmpty();
              assertThat(questions.cancel(THEIRS, running.id())).isFalse();
              assertThat(running.cancellation().isCancelled()).isFalse();
              assertThat(questions.cancel(OURS, "q2")).isFalse();
              assertThat(questions.cancel(OURS, running.id())).isTrue();
              return running.cancellation().isCancelled();
            });
    assertThat(cancelled).isTrue();
    assertThat(questions.cancel(OURS, "q1")).isFalse();
  }

  @Test
  void itsNameIsTakenOnce() {
    questions.during(
        OURS,
        Optional.empty(),
        running ->
            running
                .cancellation()
                .during(() -> {
                  assertThat(Cancellation.takeQueryId()).contains("q1");
                  assertThat(Cancellation.takeQueryId()).isEqualTo(Optional.empty());
                  return "answer";
                }));
    assertThat(Cancellation.takeQueryId()).isEqualTo(Optional.empty());
  }

  @Test
  void aChosenIdIsTakenAsLongAsItsQuestionRuns() {
    String chosen = "31f300ec-8287-4cc9-a769-e37facaa7dba";
    String answer =
        questions.during(
            OURS,
            Optional.of(chosen),
            running -> {
              assertThat(running.id()).isEqualTo(chosen);
              assertThatThrownBy(
                      () -> questions.during(OURS, Optional.of(chosen), _ -> "a second one"))
                  .isInstanceOfSatisfying(
                      ProblemException.class,
                      e -> assertThat(e.type()).isEqualTo(ProblemType.QUERY_ID_IN_USE));
              assertThat(questions.of(OURS)).containsExactly(running);
              return questions.during(THEIRS, Optional.of(chosen), RunningQuestions.Running::id);
            });
    assertThat(answer).isEqualTo(chosen);
    assertThat(questions.<String>during(OURS, Optional.of(chosen), _ -> "again"))
        .isEqualTo("again");
  }

  /** The same id of two projects at once: each finds, follows and cancels its own. */
  @Test
  void theSameIdOfAnotherProjectIsAnotherQuestion() {
    List<String> cancelled =
        questions.during(
            OURS,
            Optional.of("same"),
            ours ->
                questions.during(
                    THEIRS,
                    Optional.of("same"),
                    theirs -> {
                      assertThat(questions.find(OURS, "same")).containsSame(ours);
                      assertThat(questions.find(THEIRS, "same")).containsSame(theirs);
                      assertThat(questions.cancel(THEIRS, "same")).isTrue();
                      return Stream.of(ours, theirs)
                          .map(each -> each.id() + each.cancellation().isCancelled())
                          .toList();
                    }));
    assertThat(cancelled).containsExactly("samefalse", "sametrue");
    assertThat(questions.find(OURS, "same")).isEmpty();
  }

  @Test
  void saysHowItEnded() throws Exception {
    List<RunningQuestions.Running> seen = new ArrayList<>();
    questions.during(OURS, Optional.empty(), running -> notEnded(seen, running));
    for (boolean cancel : new boolean[] {false, true}) {
      assertThatThrownBy(() ->
              questions.during(
                  OURS,
                  Optional.empty(),
                  running -> {
                    notEnded(seen, running);
                    if (cancel) {
                      running.cancellation().cancel();
                    }
                    throw new IllegalStateException("engine");
                  }))
          .isInstanceOf(IllegalStateException.class);
    }
    // too late: the answer was there
    questions.during(
        OURS,
        Optional.empty(),
        running -> {
          running.cancellation().cancel();
          return notEnded(seen, running);
        });

    List<RunningQuestions.Outcome> outcomes = new ArrayList<>();
    for (RunningQuestions.Running running : seen) {
      outcomes.add(running.awaitEnd(Duration.ZERO).orElseThrow());
    }
    assertThat(outcomes)
        .containsExactly(
            RunningQuestions.Outcome.DONE,
            RunningQuestions.Outcome.FAILED,
            RunningQuestions.Outcome.CANCELLED,
            RunningQuestions.Outcome.DONE);
  }

  private static RunningQuestions.Running notEnded(
      List<RunningQuestions.Running> seen, RunningQuestions.Running running) {
    try {
      assertThat(running.awaitEnd(Duration.ZERO)).isEmpty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    seen.add(running);
    return running;
  }
}
