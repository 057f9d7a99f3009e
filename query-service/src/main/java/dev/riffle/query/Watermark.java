package dev.riffle.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Up to where a question reads: every statement of it reads the same rows, as the same persons.
 *
 * @param asOf newest received time that is read; empty when the project has no rows
 * @param pendingCorrections senders whose rows do not yet say all that is known of their person.
 *     The statements look their persons up as long as there are any
 * @param ownersMax how many owners one of these senders has at most
 * @param numbersMax greatest number among these senders and their first owners
 */
public record Watermark(
    Optional<Instant> asOf, long pendingCorrections, long ownersMax, long numbersMax) {
  public Watermark {
    if (pendingCorrections < 0 || ownersMax < 0 || numbersMax < 0) {
      throw new IllegalArgumentException(
          "fewer than none: %d corrections, %d owners, numbers to %d"
              .formatted(pendingCorrections, ownersMax, numbersMax));
    }
  }

  /** Whoever waits may have had any number of owners, and any number. */
  public Watermark(Optional<Instant> asOf, long pendingCorrections) {
    this(asOf, pendingCorrections, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Of the one row of {@code ProjectRows.watermark()}. Empty when the project has no rows. */
  public static Watermark of(List<Object> row) {
    long newest = (Long) row.get(0);
    return new Watermark(
        newest == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest)),
        (Long) row.get(1),
        (Long) row.get(2),
        (Long) row.get(3));
  }

  /** The same, but up to an earlier received time, if there is one. */
  public Watermark until(Optional<Instant> received) {
    return new Watermark(
        asOf.map(newest -> received.filter(earlier -> earlier.isBefore(newest)).orElse(newest)),
        pendingCorrections,
        ownersMax,
        numbersMax);
  }

  /** Received times after this one are not read. */
  public Instant receivedUntil() {
    return asOf.orElse(Instant.EPOCH);
  }

  public boolean hasPendingCorrections() {
    return pendingCorrections > 0;
  }
}
