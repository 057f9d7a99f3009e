package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.project.ProjectId;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class QuestionSlotsTest {
  private static final ProjectId BUSY = new ProjectId(1);
  private static final ProjectId OTHER = new ProjectId(2);

  private final QuestionSlots slots = new QuestionSlots(2, new Patient());

  /** Waits for every answer. */
  private static final class Patient implements AskerWatch {
    @Override
    public <T> T whileThere(Supplier<T> question) {
      return question.get();
    }
  }

  @Test
  void refusesOneMoreThanTheLimit() {
    String answer =
        slots.in(
            BUSY,
            () ->
                slots.in(
                    BUSY,
                    () -> {
                      assertThatThrownBy(() -> slots.in(BUSY, () -> "third"))
                          .isInstanceOfSatisfying(
                              ProblemException.class,
                              e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_QUESTIONS));
                      return slots.in(OTHER, () -> "other");
                    }));
    assertThat(answer).isEqualTo("other");
  }

  @Test
  void givesTheSlotBackAfterFailure() {
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
  void aPieceOfAFileWaitsWhereAQuestionIsRefused() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    Thread writer =
        slots.in(
            BUSY,
            () ->
                slots.in(
                    BUSY,
                    () -> {
                      Thread piece = Thread.startVirtualThread(() -> inTurn(written::countDown));
                      assertThat(written.getCount()).isEqualTo(1);
                      return piece;
                    }));
    writer.join();
    assertThat(written.getCount()).isZero();
    assertThat(slots.in(BUSY, () -> slots.in(BUSY, () -> "both free"))).isEqualTo("both free");
  }

  private void inTurn(Runnable piece) {
    try {
      slots.<RuntimeException>inTurn(BUSY, piece::run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
