package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.project.ProjectId;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import org.junit.jupiter.api.Test;

class QuestionSlotsTest {
  private static final ProjectId BUSY = new ProjectId(1);
  private static final ProjectId OTHER = new ProjectId(2);

  private final QuestionSlots slots = new QuestionSlots(2);

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
}
