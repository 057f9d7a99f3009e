package dev.riffle.ingest.collect.admission;

import dev.riffle.event.EventTime;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an event happened, given what the client's clock says; docs/semantics.md, "Time". Pure. */
final class TimeRules {
  /** A difference up to this is the way of the request, not a wrong clock. */
  static final Duration SKEW_TOLERATED = Duration.ofSeconds(60);

  static final Duration FUTURE_MAX = Duration.ofHours(24);

  private TimeRules() {}

  /**
   * @param claimedAt null when the client gave no time: the event happens when it is received
   * @param sentAt the same clock's time of sending; null when unknown, and the clock is believed,
   *     as it is when that is a time that no event can have
   * @param field the vendor's name of the time
   */
  static EventTime time(
      @Nullable Instant claimedAt, @Nullable Instant sentAt, Instant receivedAt, String field)
      throws RejectedEventException {
    if (claimedAt == null) {
      return EventTime.received(receivedAt);
    }
    checkRange(claimedAt, field);
    Instant corrected = corrected(claimedAt, sentAt, receivedAt);
    if (corrected.isAfter(receivedAt.plus(FUTURE_MAX))) {
      return new EventTime(receivedAt, claimedAt, receivedAt, true);
    }
    checkRange(corrected, field);
    return new EventTime(corrected, claimedAt, receivedAt, false);
  }

  private static Instant corrected(
      Instant claimedAt, @Nullable Instant sentAt, Instant receivedAt) {
    if (sentAt == null || !isInRange(sentAt)) {
      return claimedAt;
    }
    Duration skew = Duration.between(sentAt, receivedAt);
    return skew.abs().compareTo(SKEW_TOLERATED) > 0 ? claimedAt.plus(skew) : claimedAt;
  }

  private static boolean isInRange(Instant time) {
    return !time.isBefore(EventTime.EARLIEST) && !time.isAfter(EventTime.LATEST);
  }

  private static void checkRange(Instant time, String field) throws RejectedEventException {
    if (!isInRange(time)) {
      throw new RejectedEventException(
          RejectionReason.INVALID_TIME,
          field,
          field + " must lie between " + EventTime.EARLIEST + " and " + EventTime.LATEST);
    }
  }
}
