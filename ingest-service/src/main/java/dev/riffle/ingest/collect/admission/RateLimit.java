package dev.riffle.ingest.collect.admission;

/**
 * How often something may happen, for each of many keys.
 *
 * @param perSecond in the long run; 0 for no limit
 * @param burst at once, after a pause
 * @param keys most keys that are kept apart; one beyond them begins anew
 */
public record RateLimit(int perSecond, int burst, int keys) {
  public static final RateLimit NONE = new RateLimit(0, 0, 1);

  public RateLimit {
    if (perSecond < 0 || keys < 1 || (perSecond > 0 && burst < 1)) {
      throw new IllegalArgumentException("a rate limit has a burst and keys");
    }
  }
}
