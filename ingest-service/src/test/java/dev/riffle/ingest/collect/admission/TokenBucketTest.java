package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long NOW = Duration.ofDays(20_000).toNanos();
  private static final long NEVER_USED = 0;

  private final TokenBucket bucket = new TokenBucket(10, 100);

  @Test
  void aFullBucketGivesItsBurstAndNoTokenMore() {
    TokenBucket.Taken all = bucket.take(NEVER_USED, NOW, 100);

    assertThat(all.missing()).isZero();
    assertThat(bucket.take(all.fullAt(), NOW, 1).missing()).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.take(bucket.take(NEVER_USED, NOW, 99).fullAt(), NOW, 1).missing()).isZero();
  }

  @Test
  void theTokensAreThereWhenTheWaitIsOverAndNotBefore() {
    long empty = bucket.take(NEVER_USED, NOW, 100).fullAt();
    Duration missing = bucket.take(empty, NOW, 25).missing();

    assertThat(missing).isEqualTo(Duration.ofMillis(2500));
    long later = NOW + missing.toNanos();
    assertThat(bucket.take(empty, later, 25).missing()).isZero();
    assertThat(bucket.take(empty, later - 1, 25).missing()).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void whatIsRefusedCostsNothing() {
    long empty = bucket.take(NEVER_USED, NOW, 100).fullAt();

    assertThat(bucket.take(empty, NOW, 50).fullAt()).isEqualTo(empty);
  }

  @Test
  void moreThanABucketHoldsWaitsForAFullOneAndEmptiesIt() {
    TokenBucket.Taken taken = bucket.take(NEVER_USED, NOW, 5000);

    assertThat(taken.missing()).isZero();
    assertThat(bucket.take(taken.fullAt(), NOW, 5000).missing()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aClockSetBackDoesNotLockAKeyOut() {
    long empty = bucket.take(NEVER_USED, NOW, 100).fullAt();

    assertThat(bucket.take(empty, NOW - Duration.ofHours(2).toNanos(), 1).missing())
        .isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void theLargestBucketDoesNotOverflow() {
    TokenBucket largest = new TokenBucket(1, 1_000_000_000);

    TokenBucket.Taken taken = largest.take(NEVER_USED, NOW, Integer.MAX_VALUE);
    assertThat(taken.missing()).isZero();
    assertThat(largest.take(taken.fullAt(), NOW, 1).missing()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void inNoStretchOfTimeIsMoreGivenThanBurstAndInflow() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("TokenBucketTest -Dseed=" + seed);
    Random random = new Random(seed);
    long fullAt = NEVER_USED;
    long given = 0;
    long now = NOW;
    for (int i = 0; i < 100_000; i++) {
      now += random.nextInt(200_000_000);
      int tokens = random.nextInt(1, 30);
      TokenBucket.Taken taken = bucket.take(fullAt, now, tokens);
      fullAt = taken.fullAt();
      given += taken.missing().isZero() ? tokens : 0;
      assertThat(given).isLessThanOrEqualTo(100 + (now - NOW) / 100_000_000);
    }
    assertThat(given).as("nothing is held back either").isGreaterThan((now - NOW) / 110_000_000);
  }
}
