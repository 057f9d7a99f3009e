package dev.riffle.ingest.collect.admission;

import java.time.Duration;

/**
 * How long what is known of a key holds.
 *
 * @param fresh after it the key is looked up again before it opens the door: the longest time for
 *     which a revoked key still works
 * @param stale for how long a known key works while the store does not answer
 * @param retry pause after the store did not answer
 * @param entries number of known and of unknown keys kept
 * @param unknownPerSecond look-ups of keys not seen before
 * @param unknownPerNetwork requests with keys that are not known, of each network
 */
public record KeyCachePolicy(
    Duration fresh,
    Duration stale,
    Duration retry,
    int entries,
    int unknownPerSecond,
    RateLimit unknownPerNetwork) {
  public static final KeyCachePolicy STANDARD =
      new KeyCachePolicy(
          Duration.ofSeconds(4),
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          10_000,
          200,
          RateLimit.NONE);

  public KeyCachePolicy {
    if (!fresh.isPositive() || stale.compareTo(fresh) < 0 || retry.isNegative()) {
      throw new IllegalArgumentException("0 < fresh <= stale");
    }
    if (entries < 1 || unknownPerSecond < 1) {
      throw new IllegalArgumentException("a limit is positive");
    }
  }
}
