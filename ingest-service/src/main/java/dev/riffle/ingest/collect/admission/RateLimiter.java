package dev.riffle.ingest.collect.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One token bucket for each key; a bounded number of them. Thread-safe. */
public final class RateLimiter {
  private final @Nullable TokenBucket bucket;
  private final Cache<String, AtomicLong> fullAt;
  private final InstantSource clock;

  public RateLimiter(RateLimit limit, InstantSource clock) {
    this.bucket = limit.perSecond() == 0 ? null : new TokenBucket(limit.perSecond(), limit.burst());
    this.fullAt = Caffeine.newBuilder().maximumSize(limit.keys()).build();
    this.clock = clock;
  }

  /**
   * Takes tokens from the key's bucket, all or none.
   *
   * @return zero when they were taken; else when to come again: whole seconds, at least one
   */
  public Duration take(String key, int tokens) {
    if (bucket == null) {
      return Duration.ZERO;
    }
    AtomicLong state = fullAt.get(key, _ -> new AtomicLong());
    long now = nanos(clock.instant());
    while (true) {
      long before = state.get();
      TokenBucket.Taken taken = bucket.take(before, now, tokens);
      if (!taken.missing().isZero()) {
        return wholeSeconds(taken.missing());
      }
      if (state.compareAndSet(before, taken.fullAt())) {
        return Duration.ZERO;
      }
    }
  }

  private static Duration wholeSeconds(Duration time) {
    return Duration.ofSeconds(time.plusNanos(TimeUnit.SECONDS.toNanos(1) - 1).toSeconds());
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
