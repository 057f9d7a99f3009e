package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  private static final int KEYS = 300_000;

  @Test
  void containsAllThatWasAddedAndLittleElseWhenMadeForIt() {
    KeyFilter filter = new KeyFilter(KEYS);
    fill(filter);

    assertThat(wrongAnswers(filter)).isBetween(0.0005, 0.005);
    assertThat(filter.byteCount()).isBetween(KEYS * 2L, KEYS * 2L + 64);
  }

  @Test
  void containsAllThatWasAddedAndLittleElseAfterItHasGrown() {
    KeyFilter filter = new KeyFilter(0);
    fill(filter);

    assertThat(wrongAnswers(filter)).isLessThan(0.01);
    assertThat(filter.byteCount()).isLessThan(KEYS * 8L);
  }

  private static void fill(KeyFilter filter) {
    Random random = new Random(1);
    for (int i = 0; i < KEYS; i++) {
      filter.add(key(random));
    }
    Random again = new Random(1);
    for (int i = 0; i < KEYS; i++) {
      assertThat(filter.mayContain(key(again))).isTrue();
    }
  }

  private static double wrongAnswers(KeyFilter filter) {
    Random random = new Random(2);
    int wrong = 0;
    for (int i = 0; i < KEYS; i++) {
      if (filter.mayContain(key(random))) {
        wrong++;
      }
    }
    return (double) wrong / KEYS;
  }

  /** Senders are small dense numbers, message ids are hashes. */
  private static EventKey key(Random random) {
    return new EventKey(1 + random.nextInt(1000), random.nextLong() | 1);
  }
}
