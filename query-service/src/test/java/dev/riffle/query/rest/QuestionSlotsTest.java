package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.riffle.project.KeyScope;
import dev.riffle.project.ProjectId;
import dev.riffle.query.engine.Cancellation;
import dev.riffle.query.metadata.KeyReach;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.metadata.ProjectDetails;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionSlotsTest {
  private static final KnownKey BUSY = key(1);
  private static final KnownKey OTHER = key(2);

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger asked = new AtomicInteger();
  private final RunningQuestions questions =
      new RunningQuestions(() -> Instant.EPOCH, () -> "q" + asked.incrementAndGet());
  private final CompletableFuture<String> engine = new CompletableFuture<>();

  @AfterEach
  void close() {
    engine.complete("answer");
    askers.close();
  }

  /** Waits for every answer. */
  private static final class Patient implements AskerWatch {
    @Override
    public <T> T whileThere(Cancellation cancellation, Supplier<T> question) {
      return cancellation.during(question);
    }
  }

  @Test
  void theNextWaitsAndOneMoreIsRefused() throws Exception {
    QuestionSlots slots = slots(2, 1, 9, 1, Duration.ofMinutes(1));
    Future<String> runs = ask(slots, BUSY);
    awaitCounts(1, 0);
    Future<String> waits = ask(slots, BUSY);
    awaitCounts(1, 1);

    assertRefused(ProblemType.TOO_MANY_QUESTIONS, () -> slots.in(BUSY, () -> "third"));
    assertThat(slots.in(OTHER, () -> "other")).isEqualTo("other");

    engine.complete("answer");
    assertThat(runs.get()).isEqualTo("answer");
    assertThat(waits.get()).isEqualTo("answer");
    awaitCounts(0, 0);
    assertThat(meters.get("riffle.questions.wait").timer().count()).isEqualTo(3);
  }

  @Test
  void theServiceIsBusyWhenAsManyWaitAsMay() {
    QuestionSlots slots = slots(1, 1, 1, 1, Duration.ofMinutes(1));
    ask(slots, BUSY);
    awaitCounts(1, 0);
    ask(slots, BUSY);
    awaitCounts(1, 1);

    assertRefused(ProblemType.SERVICE_BUSY, () -> slots.in(OTHER, () -> "other"));
    assertRefused(ProblemType.TOO_MANY_QUESTIONS, () -> slots.in(BUSY, () -> "own"));
  }

  @Test
  void whoWaitsTooLongIsToldForWhom() {
    QuestionSlots slots = slots(1, 1, 9, 9, Duration.ofMillis(20));
    ask(slots, BUSY);
    awaitCounts(1, 0);

    assertRefused(ProblemType.TOO_MANY_QUESTIONS, () -> slots.in(BUSY, () -> "own"));
    assertRefused(ProblemType.SERVICE_BUSY, () -> slots.in(OTHER, () -> "other"));
    awaitCounts(1, 0);
  }

  @Test
  void givesThePlaceBackAfterFailure() {
    QuestionSlots slots = slots(1, 1, 1, 1, Duration.ofMillis(20));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() ->
              slots.in(
                  BUSY,
                  () -> {
                    throw new IllegalStateException("engine");
                  }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(slots.in(BUSY, () -> "answer")).isEqualTo("answer");
  }

  @Test
  void whoIsCancelledLeavesTheQueue() {
    QuestionSlots slots = slots(1, 1, 9, 9, Duration.ofMinutes(1));
    ask(slots, BUSY);
    awaitCounts(1, 0);
    Future<String> waits = askers.submit(() -> slots.in(OTHER, () -> "other"));
    awaitCounts(1, 1);

    assertThat(questions.of(BUSY.project().id()))
        .extracting(RunningQuestions.Running::id, RunningQuestions.Running::state)
        .containsExactly(
            tuple("q1", RunningQuestions.State.RUNNING),
            tuple("q2", RunningQuestions.State.WAITING));
    assertThat(questions.of(BUSY.project().id()))
        .extracting(RunningQuestions.Running::place)
        .containsExactly(0, 1);
    assertThat(questions.cancel(BUSY.project().id(), "q2")).isTrue();

    assertThatThrownBy(waits::get)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.QUESTION_CANCELLED));
    awaitCounts(1, 0);
  }

  @Test
  void aPieceOfAFileWaitsWhereAQuestionIsRefused() throws Exception {
    QuestionSlots slots = slots(1, 1, 1, 1, Duration.ofMillis(20));
    ask(slots, BUSY);
    awaitCounts(1, 0);
    Future<String> first = askers.submit(() -> slots.inTurn(BUSY, () -> "first"));
    awaitCounts(1, 1);
    Future<String> second = askers.submit(() -> slots.inTurn(BUSY, () -> "second"));
    awaitCounts(1, 2);
    assertRefused(ProblemType.TOO_MANY_QUESTIONS, () -> slots.in(BUSY, () -> "question"));

    engine.complete("answer");

    assertThat(first.get()).isEqualTo("first");
    assertThat(second.get()).isEqualTo("second");
    awaitCounts(0, 0);
  }

  private QuestionSlots slots(
      int running, int ofKey, int waiting, int waitingOfKey, Duration maxWait) {
    return new QuestionSlots(
        new FairQueue.Limits(running, ofKey, waiting, waitingOfKey),
        maxWait,
        questions,
        new Patient(),
        meters);
  }

  @CanIgnoreReturnValue
  private Future<String> ask(QuestionSlots slots, KnownKey key) {
    return askers.submit(() -> slots.in(key, engine::join));
  }

  private void awaitCounts(int running, int waiting) {
    await()
        .untilAsserted(() -> {
          assertThat(meters.get("riffle.questions.running").gauge().value()).isEqualTo(running);
          assertThat(meters.get("riffle.questions.waiting").gauge().value()).isEqualTo(waiting);
        });
  }

  private static void assertRefused(ProblemType type, Supplier<String> question) {
    assertThatThrownBy(question::get)
        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
  }

  private static KnownKey key(long id) {
    ProjectDetails project =
        new ProjectDetails(
            new ProjectId(1), "demo", ZoneOffset.UTC, DayOfWeek.MONDAY, Instant.EPOCH);
    return new KnownKey(id, project, KeyScope.READ, KeyReach.PROJECT, Optional.empty());
  }
}
