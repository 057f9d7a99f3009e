package dev.riffle.local.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.deadletter.DeadLetterReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final DeadLetterSummary GARBAGE =
      Letters.summary(Letters.garbage(Letters.id(0, 1), (byte) 1), 0);
  private static final DeadLetterSummary UNKNOWN =
      Letters.summary(Letters.unknownVersion(Letters.id(1, 2), Letters.event("e")), 1);
  private static final DeadLetterSummary MORE_GARBAGE =
      Letters.summary(Letters.garbage(Letters.id(2, 3)), 2);
  private static final List<DeadLetterSummary> LETTERS = List.of(GARBAGE, UNKNOWN, MORE_GARBAGE);

  @Test
  void takesAllOrThoseOfAReason() throws Exception {
    assertThat(new Selection.All().from(LETTERS)).isEqualTo(LETTERS);
    assertThat(new Selection.All().from(List.of())).isEmpty();
    assertThat(new Selection.OfReason(DeadLetterReason.NOT_AN_EVENT_RECORD).from(LETTERS))
        .containsExactly(GARBAGE, MORE_GARBAGE);
    assertThat(new Selection.OfReason(DeadLetterReason.REFUSED_BY_ENGINE).from(LETTERS)).isEmpty();
  }

  @Test
  void takesEachIdOnce() throws Exception {
    assertThat(
            new Selection.Ids(List.of(Letters.id(2, 3), Letters.id(1, 2), Letters.id(2, 3)))
                .from(LETTERS))
        .containsExactly(MORE_GARBAGE, UNKNOWN);
  }

  @Test
  void takesNoneWhenOneIdIsUnknown() {
    assertThatThrownBy(
            () -> new Selection.Ids(List.of(Letters.id(2, 3), Letters.id(2, 4))).from(LETTERS))
        .isInstanceOf(DeadLetterException.class)
        .hasMessage("There is no dead letter 458754-4-0; ./riffle dlq list shows those there are.");
  }
}
