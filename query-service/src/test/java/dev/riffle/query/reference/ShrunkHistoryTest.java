package dev.riffle.query.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.EventKind;
import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrunkHistoryTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 64, 101})
  void leavesTheEventsThatMakeTheDifference(int events) throws Exception {
    int last = events - 1;

    ShrunkHistory shrunk =
        ShrunkHistory.of(
                history(events),
                history -> assertThat(senders(history)).as("both").doesNotContain(0, last))
            .orElseThrow();

    assertThat(senders(shrunk.history())).hasSize(1).isSubsetOf(0, last);
  }

  @Test
  void keepsTwoThatOnlyDifferTogetherAndSaysBothSides() throws Exception {
    ShrunkHistory shrunk =
        ShrunkHistory.of(
                history(50),
                history ->
                    assertThat(senders(history).containsAll(List.of(11, 37)))
                        .as("the question")
                        .isFalse())
            .orElseThrow();

    assertThat(senders(shrunk.history())).containsExactly(11, 37);
    assertThat(shrunk.toString()).contains("2 events are enough", "sender=37", "the question");
  }

  @Test
  void whatAgreesOrCannotBeAskedIsNotShrunk() throws Exception {
    assertThat(ShrunkHistory.of(history(5), _ -> {})).isEmpty();
    assertThat(
            ShrunkHistory.of(
                history(5),
                _ -> {
                  throw InvalidQuestion.at("/events/0", FaultCode.UNKNOWN_EVENT, "there is none");
                }))
        .isEmpty();
  }

  @Test
  void aFailureWhileShrinkingIsNotTakenForAgreement() {
    assertThatThrownBy(() ->
            ShrunkHistory.of(
                history(5),
                history -> {
                  assertThat(history.events()).hasSizeLessThan(5);
                  throw new IllegalStateException("the engine is gone");
                }))
        .hasMessage("the engine is gone");
  }

  @Test
  void endsWhenAllEventsAreNeededAndThereAreMany() throws Exception {
    AtomicInteger tries = new AtomicInteger();

    ShrunkHistory shrunk =
        ShrunkHistory.of(
                history(2_000),
                history -> {
                  tries.incrementAndGet();
                  assertThat(history.events()).hasSizeLessThan(2_000);
                })
            .orElseThrow();

    assertThat(shrunk.history().events()).hasSize(2_000);
    assertThat(tries.get()).isLessThan(600);
  }

  private static List<Integer> senders(History history) {
    return history.events().stream().map(TestEvent::sender).toList();
  }

  private static History history(int events) {
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    return new History(
        new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY),
        IntStream.range(0, events)
            .mapToObj(i ->
                new TestEvent(EventKind.TRACK, "Opened", i, i, i, time, time, Map.of(), Map.of()))
            .toList(),
        List.of(),
        Map.of());
  }
}
