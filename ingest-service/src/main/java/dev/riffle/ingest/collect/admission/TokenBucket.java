package dev.riffle.ingest.collect.admission;

import java.time.Duration;

/**
 * The arithmetic of a token bucket. Its whole state is one number: the time at which the bucket
 * will be full again; a bucket that was never used is full. Times are nanoseconds since 1970. Pure.
 *
 * @param perSecond tokens that flow in
 * @param burst tokens that a full bucket holds
 */
record TokenBucket(int perSecond, int burst) {
  private static final long NANOS = 1_000_000_000;

  TokenBucket {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException("a bucket has an inflow and room");
    }
  }

  /**
   * What came of asking for tokens.
   *
   * @param fullAt the state after it; the same as before when the tokens were not there
   * @param missing how long until they are there; zero when they were taken
   */
  record Taken(long fullAt, Duration missing) {}

  /**
   * Takes all tokens or none. More than the bucket can hold count as a full bucket, so that a large
   * request waits long but not for ever; and when the clock was set back, the bucket counts as
   * empty at most.
   */
  Taken take(long fullAt, long now, int tokens) {
    long fillNanos = nanos(burst);
    long before = Math.clamp(fullAt, now, now + fillNanos);
    long after = before + nanos(Math.min(tokens, burst));
    long missing = after - now - fillNanos;
    return missing <= 0
        ? new Taken(after, Duration.ZERO)
        : new Taken(before, Duration.ofNanos(missing));
  }

  private long nanos(int tokens) {
    return tokens * NANOS / perSecond;
  }
}
