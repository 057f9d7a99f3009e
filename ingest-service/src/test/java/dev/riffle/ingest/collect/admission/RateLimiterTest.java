package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void eachKeyHasABucketOfItsOwn() {
    RateLimiter limiter = limiter(new RateLimit(10, 100, 10));

    assertThat(limiter.take("a", 100)).isZero();
    assertThat(limiter.take("b", 100)).isZero();
    assertThat(limiter.take("a", 1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theWaitIsInWholeSecondsAndLongEnough() {
    RateLimiter limiter = limiter(new RateLimit(10, 100, 10));
    limiter.take("a", 100);

    assertThat(limiter.take("a", 10)).isEqualTo(Duration.ofSeconds(1));
    Duration wait = limiter.take("a", 11);
    assertThat(wait).isEqualTo(Duration.ofSeconds(2));
    now = now.plus(wait);
    assertThat(limiter.take("a", 11)).isZero();
  }

  @Test
  void noLimitIsNoLimit() {
    RateLimiter limiter = limiter(RateLimit.NONE);

    assertThat(IntStream.range(0, 1000))
        .allSatisfy(_ -> assertThat(limiter.take("a", 1_000_000)).isZero());
  }

  @Test
  void threadsTogetherGetNoMoreThanTheBurst() {
    RateLimiter limiter = limiter(new RateLimit(1, 1000, 10));

    long given =
        IntStream.range(0, 100_000).parallel().filter(_ -> limiter.take("a", 1).isZero()).count();

    assertThat(given).isEqualTo(1000);
  }

  private RateLimiter limiter(RateLimit limit) {
    return new RateLimiter(limit, () -> now);
  }
}
