package dev.riffle.acceptance.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.chaos.load.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred events, each sent and acknowledged once; then something is wrong in the table. */
class ComparisonTest {
  private static final EventSource SOURCE =
      new EventSource(42, Instant.parse("2026-05-01T10:00:00Z"), 10);
  private static final int EVENTS = 100;
  private static final long WITH_ID = first(false);
  private static final long WITHOUT_ID = first(true);

  private final SentMessages sent = new SentMessages();

  @BeforeEach
  void sendAll() {
    for (int number = 1; number <= EVENTS; number++) {
      sent.addSent(number, checksum(number));
      sent.addAcked(number);
    }
  }

  @Test
  void findsNothingWhenEveryRowIsThereOnce() {
    assertThat(violated(stored())).isEmpty();
  }

  @Test
  void findsALoss() {
    Comparison comparison = new Comparison(SOURCE, sent);
    for (int number = 1; number <= EVENTS; number++) {
      if (number != WITH_ID) {
        comparison.row(number, number, checksum(number));
      }
    }

    assertThat(violated(comparison))
        .containsExactly(Invariant.NOTHING_LOST, Invariant.CHECKSUMS_EQUAL);
  }

  @Test
  void findsTheSameIngestIdTwice() {
    Comparison comparison = stored();
    comparison.row(WITH_ID, WITH_ID, checksum(WITH_ID));

    assertThat(violated(comparison))
        .containsExactly(Invariant.STORED_ONCE, Invariant.RETRIES_STORED_ONCE);
  }

  @Test
  void tellsAStoredRetryFromARowOfOursThatIsThereTwice() {
    sent.addSent(WITH_ID, checksum(WITH_ID));
    sent.addAcked(WITH_ID);
    Comparison comparison = stored();
    comparison.row(WITH_ID, 1_000_000, checksum(WITH_ID));

    assertThat(violated(comparison)).containsExactly(Invariant.RETRIES_STORED_ONCE);
  }

  @Test
  void findsTheSameIngestIdOnDifferentEvents() {
    Comparison comparison = new Comparison(SOURCE, sent);
    for (int number = 1; number <= EVENTS; number++) {
      comparison.row(number, Math.max(2, number), checksum(number));
    }

    assertThat(violated(comparison)).containsExactly(Invariant.STORED_ONCE);
  }

  @Test
  void findsAChangedPayload() {
    Comparison comparison = new Comparison(SOURCE, sent);
    for (int number = 1; number <= EVENTS; number++) {
      comparison.row(number, number, checksum(number) + (number == WITH_ID ? 1 : 0));
    }

    assertThat(violated(comparison))
        .containsExactly(Invariant.CONTENT_EQUAL, Invariant.CHECKSUMS_EQUAL);
  }

  @Test
  void findsTwoEventsWhoseContentsWereSwapped() {
    Comparison comparison = new Comparison(SOURCE, sent);
    for (int number = 1; number <= EVENTS; number++) {
      int other = number == 1 ? 2 : number == 2 ? 1 : number;
      comparison.row(number, number, checksum(other));
    }

    assertThat(violated(comparison)).containsExactly(Invariant.CONTENT_EQUAL);
  }

  @Test
  void findsARowThatNobodySent() {
    Comparison comparison = stored();
    comparison.row(EVENTS + 1, 1_000_000, 1);
    comparison.row(0, 1_000_001, 1);
    comparison.row(-1, 1_000_002, 1);

    assertThat(violated(comparison)).containsExactly(Invariant.NOTHING_INVENTED);
  }

  @Test
  void expectsEventsWithoutIdAsOftenAsTheyWereAcknowledged() {
    sent.addSent(WITHOUT_ID, checksum(WITHOUT_ID));
    sent.addAcked(WITHOUT_ID);
    Comparison once = stored();
    Comparison twice = stored();
    twice.row(WITHOUT_ID, 1_000_000, checksum(WITHOUT_ID));
    Comparison threeTimes = stored();
    threeTimes.row(WITHOUT_ID, 1_000_000, checksum(WITHOUT_ID));
    threeTimes.row(WITHOUT_ID, 1_000_001, checksum(WITHOUT_ID));

    assertThat(violated(once)).containsExactly(Invariant.NO_ID_AS_OFTEN_AS_SENT);
    assertThat(violated(twice)).isEmpty();
    assertThat(violated(threeTimes)).containsExactly(Invariant.NO_ID_AS_OFTEN_AS_SENT);
  }

  @Test
  void anUnknownOutcomeMayBeStoredOrNotAndIsTold() {
    sent.addSent(EVENTS + 1, checksum(EVENTS + 1));
    Comparison without = stored();
    Comparison with = stored();
    with.row(EVENTS + 1, 1_000_000, checksum(EVENTS + 1));

    assertThat(violated(without)).containsExactly(Invariant.ALL_ACKNOWLEDGED);
    assertThat(violated(with)).containsExactly(Invariant.ALL_ACKNOWLEDGED);
  }

  @Test
  void namesTheEventThatIsLost() {
    Comparison comparison = new Comparison(SOURCE, sent);
    for (int number = 2; number <= EVENTS; number++) {
      comparison.row(number, number, checksum(number));
    }

    Verdict lost = comparison.verdicts().getFirst();
    assertThat(lost.violations()).isOne();
    assertThat(lost.examples().getFirst())
        .startsWith("event 1 (message id '" + SOURCE.event(1).messageId() + "'")
        .endsWith("0 rows, sent 1 times, acknowledged 1 times");
  }

  private Comparison stored() {
    Comparison comparison = new Comparison(SOURCE, sent);
    for (int number = 1; number <= EVENTS; number++) {
      comparison.row(number, number, checksum(number));
    }
    return comparison;
  }

  private static List<Invariant> violated(Comparison comparison) {
    return comparison.verdicts().stream()
        .filter(verdict -> !verdict.holds())
        .map(Verdict::invariant)
        .toList();
  }

  private static long first(boolean withoutId) {
    return LongStream.rangeClosed(1, EVENTS)
        .filter(number -> SOURCE.event(number).messageId().isEmpty() == withoutId)
        .findFirst()
        .orElseThrow();
  }

  private static long checksum(long number) {
    return SOURCE.event(number).checksum();
  }
}
