package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.EventTime;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeRulesTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void anEventWithoutATimeHappensWhenItIsReceived() throws Exception {
    assertThat(time(null, RECEIVED.minusSeconds(900))).isEqualTo(EventTime.received(RECEIVED));
  }

  @Test
  void aClockIsBelievedUpToSixtySecondsAndCorrectedBeyond() throws Exception {
    Instant claimed = RECEIVED.minusSeconds(600);

    assertThat(time(claimed, null).occurredAt()).isEqualTo(claimed);
    assertThat(time(claimed, RECEIVED.minusSeconds(60)).occurredAt()).isEqualTo(claimed);
    assertThat(time(claimed, RECEIVED.plusSeconds(60)).occurredAt()).isEqualTo(claimed);
    assertThat(time(claimed, RECEIVED.minusMillis(60_001)).occurredAt())
        .isEqualTo(claimed.plusMillis(60_001));
    assertThat(time(claimed, RECEIVED.plusMillis(60_001)).occurredAt())
        .isEqualTo(claimed.minusMillis(60_001));
    assertThat(time(claimed, RECEIVED.plusSeconds(7200)).claimedAt()).isEqualTo(claimed);
  }

  @Test
  void moreThanADayAheadIsClampedAndMarked() throws Exception {
    Instant dayAhead = RECEIVED.plus(Duration.ofHours(24));

    assertThat(time(dayAhead, null)).isEqualTo(new EventTime(dayAhead, dayAhead, RECEIVED, false));
    assertThat(time(dayAhead.plusMillis(1), null))
        .isEqualTo(new EventTime(RECEIVED, dayAhead.plusMillis(1), RECEIVED, true));
  }

  @Test
  void aLateEventKeepsItsTimeHoweverLateItIs() throws Exception {
    for (Instant claimed :
        List.of(
            RECEIVED.minus(Duration.ofDays(1)),
            RECEIVED.minus(Duration.ofDays(400)),
            Instant.EPOCH)) {
      assertThat(time(claimed, RECEIVED.minusSeconds(1)))
          .isEqualTo(new EventTime(claimed, claimed, RECEIVED, false));
      assertThat(time(claimed, null)).isEqualTo(new EventTime(claimed, claimed, RECEIVED, false));
    }
  }

  @Test
  void aClockInAnotherCenturyIsCorrectedWhenItSaysWhenItSent() throws Exception {
    for (Instant sent :
        List.of(Instant.EPOCH.plusSeconds(5), Instant.parse("2099-06-01T00:00:00Z"))) {
      Instant claimed = sent.minusSeconds(2);

      assertThat(time(claimed, sent))
          .isEqualTo(new EventTime(RECEIVED.minusSeconds(2), claimed, RECEIVED, false));
    }
  }

  @Test
  void aClockInAnotherCenturyThatDoesNotSayWhenItSentIsClampedOnlyAhead() throws Exception {
    Instant ahead = Instant.parse("2099-06-01T00:00:00Z");

    assertThat(time(Instant.EPOCH, null).occurredAt()).isEqualTo(Instant.EPOCH);
    assertThat(time(ahead, null)).isEqualTo(new EventTime(RECEIVED, ahead, RECEIVED, true));
  }

  @Test
  void itIsTheCorrectedTimeThatMustNotLieADayAhead() throws Exception {
    Instant sent = RECEIVED.minus(Duration.ofHours(30));
    Instant dayAhead = RECEIVED.plus(Duration.ofHours(24));

    assertThat(time(sent.plus(Duration.ofHours(24)), sent))
        .isEqualTo(new EventTime(dayAhead, sent.plus(Duration.ofHours(24)), RECEIVED, false));
    Instant tooFar = sent.plus(Duration.ofHours(24)).plusMillis(1);
    assertThat(time(tooFar, sent)).isEqualTo(new EventTime(RECEIVED, tooFar, RECEIVED, true));
    Instant aheadAsSent = RECEIVED.plus(Duration.ofDays(3));
    assertThat(time(aheadAsSent, RECEIVED.plus(Duration.ofDays(3))))
        .isEqualTo(new EventTime(RECEIVED, aheadAsSent, RECEIVED, false));
  }

  @Test
  void aTimeOfSendingThatNoEventCanHaveSaysNothing() throws Exception {
    Instant claimed = RECEIVED.minusSeconds(600);

    for (Instant sent :
        List.of(EventTime.EARLIEST.minusMillis(1), EventTime.LATEST.plusMillis(1), Instant.MAX)) {
      assertThat(time(claimed, sent).occurredAt()).isEqualTo(claimed);
    }
    assertThat(time(EventTime.LATEST, EventTime.LATEST).occurredAt()).isEqualTo(RECEIVED);
    assertThat(time(EventTime.EARLIEST, EventTime.EARLIEST).occurredAt()).isEqualTo(RECEIVED);
  }

  @Test
  void theFirstAndTheLastTimeOfTheColumnAreTimes() throws Exception {
    assertThat(time(EventTime.EARLIEST, null).occurredAt()).isEqualTo(EventTime.EARLIEST);
    assertThat(time(EventTime.LATEST, null))
        .isEqualTo(new EventTime(RECEIVED, EventTime.LATEST, RECEIVED, true));
    assertThatThrownBy(() -> time(EventTime.EARLIEST.minusMillis(1), null))
        .isInstanceOf(RejectedEventException.class);
    assertThatThrownBy(() -> time(EventTime.LATEST.plusMillis(1), null))
        .isInstanceOf(RejectedEventException.class);
  }

  @Test
  void aTimeThatNoColumnHoldsIsRefusedByTheFieldsName() {
    assertThatThrownBy(() -> time(Instant.parse("1899-12-31T23:59:59.999Z"), null))
        .isInstanceOf(RejectedEventException.class)
        .hasMessageStartingWith("timestamp must lie between 1900-01-01");
    assertThatThrownBy(() -> time(Instant.parse("2300-01-01T00:00:00Z"), null))
        .isInstanceOf(RejectedEventException.class);
    assertThatThrownBy(() -> time(EventTime.EARLIEST, RECEIVED.plusSeconds(61)))
        .isInstanceOf(RejectedEventException.class);
  }

  private static EventTime time(@Nullable Instant claimed, @Nullable Instant sent)
      throws RejectedEventException {
    return TimeRules.time(claimed, sent, RECEIVED, "timestamp");
  }
}
