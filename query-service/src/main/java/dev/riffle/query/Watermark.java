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
 */
public record Watermark(Optional<Instant> asOf, long pendingCorrections, long ownersMax) {
  public Watermark {
    if (pendingCorrections < 0 || ownersMax < 0) {
      throw new IllegalArgumentException(
          "fewer than none: %d corrections, %d owners".formatted(pendingCorrections, ownersMax));
    }
  }

  /** Whoever waits may have had any number of owners. */
  public Watermark(Optional<Instant> asOf, long pendingCorrections) {
    this(asOf, pendingCorrections, Long.MAX_VALUE);
  }

  /**
   * Of the one row of {@code ProjectRows.watermark()}: the newest received time, or the earlier one
   * that was asked for. Empty when the project has no rows.
   */
  public static Watermark of(List<Object> row, Optional<Instant> asOfReceived) {
    long newest = (Long) row.get(0);
    long pending = (Long) row.get(1);
    long ownersMax = (Long) row.get(2);
    return newest == 0
        ? new Watermark(Optional.empty(), pending, ownersMax)
        : new Watermark(
            asOfReceived
                .filter(asked -> asked.toEpochMilli() < newest)
                .or(() -> Optional.of(Instant.ofEpochMilli(newest))),
            pending,
            ownersMax);
  }

  /** Received times after this one are not read. */
  public Instant receivedUntil() {
    return asOf.orElse(Instant.EPOCH);
  }

  public boolean hasPendingCorrections() {
    return pendingCorrections > 0;
  }
}
