package dev.riffle.ingest.load.identity;

/**
 * Whose events a sender's are from some event time on.
 *
 * @param fromMillis milliseconds since the epoch; {@link #BEGINNING_MILLIS} for a sender's first
 * @param person number of the person
 */
public record Owner(long fromMillis, int person) {
  /** 1900-01-01, before which no row of events can be: the least value of the column {@code ts}. */
  public static final long BEGINNING_MILLIS = -2_208_988_800_000L;
}
