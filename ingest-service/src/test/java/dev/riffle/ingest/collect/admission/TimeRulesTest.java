package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.EventTime;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import java.time.Duration;
import java.time.Instant;
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
