package dev.riffle.acceptance.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  @Test
  void givesEveryNewNumberOnceUpToTheMaximum() {
    Backlog backlog = new Backlog(settings(10, 0), 1);

    assertThat(backlog.next(7, 0)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(backlog.next(7, 0)).containsExactlyInAnyOrder(8L, 9L, 10L);
    assertThat(backlog.next(7, 0)).isEmpty();
    assertThat(backlog.isExhausted()).isTrue();
  }

  @Test
  void sendsAcknowledgedNumbersAgainOneToFiveTimesWithinTheTime() {
    Backlog backlog = new Backlog(settings(1000, 100), 1);
    List<Long> numbers = backlog.next(1000, 0);
    backlog.acknowledged(numbers, 0);

    assertThat(backlog.isExhausted()).isFalse();
    List<Long> again = new ArrayList<>();
    for (long seconds = 0; seconds <= WITHIN.toSeconds(); seconds++) {
      again.addAll(backlog.next(10_000, Duration.ofSeconds(seconds).toNanos()));
    }

    assertThat(backlog.isExhausted()).isTrue();
    for (long number : numbers) {
      assertThat(again.stream().filter(other -> other == number).count()).isBetween(1L, 5L);
    }
  }

  @Test
  void doesNotSendAgainBecauseWhatWasSentAgainIsAcknowledged() {
    Backlog backlog = new Backlog(settings(10, 100), 1);
    backlog.acknowledged(backlog.next(10, 0), 0);
    List<Long> again = backlog.next(1000, WITHIN.toNanos());
    backlog.acknowledged(again, WITHIN.toNanos());

    assertThat(backlog.isExhausted()).isTrue();
    assertThat(backlog.resent()).isEqualTo(again.size());
  }

  @Test
  void sendsAPartOnlyWhenToldSo() {
    Backlog backlog = new Backlog(settings(10_000, 10), 1);
    backlog.acknowledged(backlog.next(10_000, 0), 0);

    assertThat(backlog.next(100_000, WITHIN.toNanos()).stream().distinct().count())
        .isBetween(850L, 1150L);
  }

  @Test
  void givesWhatIsLeftAtOnceAndNothingNewWhilePaused() {
    Backlog backlog = new Backlog(settings(1000, 100), 1);
    backlog.acknowledged(LongStream.rangeClosed(1, 5).boxed().toList(), 0);
    backlog.pause();

    assertThat(backlog.isExhausted()).isFalse();
    assertThat(backlog.next(100, 0)).hasSizeBetween(5, 25).allMatch(number -> number <= 5);
    assertThat(backlog.next(100, 0)).isEmpty();
    assertThat(backlog.isExhausted()).isTrue();
  }

  @Test
  void givesAFewMoreAfterAPause() {
    Backlog backlog = new Backlog(settings(1000, 0), 1);
    assertThat(backlog.next(3, 0)).hasSize(3);
    backlog.pause();
    backlog.more(2);

    assertThat(backlog.next(10, 0)).containsExactlyInAnyOrder(4L, 5L);
    assertThat(backlog.isExhausted()).isTrue();
  }

  private static LoadSettings settings(long maxEvents, int resendPercent) {
    return new LoadSettings(1, "key", 100, maxEvents, resendPercent, WITHIN, 0);
  }
}
