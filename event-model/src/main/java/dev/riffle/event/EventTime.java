package dev.riffle.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The three times of an event, in whole milliseconds.
 *
 * @param occurredAt when it happened, corrected for the client's clock; every question uses this
 * @param claimedAt when it happened by the client's own clock
 * @param receivedAt when the ingest service accepted it
 * @param clamped the claimed time was too far ahead, and {@code occurredAt} is {@code receivedAt}
 */
public record EventTime(
    Instant occurredAt, Instant claimedAt, Instant receivedAt, boolean clamped) {
  /** What {@code DateTime64(3)} holds: 1900 to 2299. */
  public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  public static final Instant LATEST = Instant.parse("2299-12-31T23:59:59.999Z");

  public EventTime {
    occurredAt = checked(occurredAt);
    claimedAt = checked(claimedAt);
    receivedAt = checked(receivedAt);
  }

  /** An event without a client's clock: it happened when it was received. */
  public static EventTime received(Instant receivedAt) {
    return new EventTime(receivedAt, receivedAt, receivedAt, false);
  }

  private static Instant checked(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("a time lies between " + EARLIEST + " and " + LATEST);
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
