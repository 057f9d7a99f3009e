package dev.riffle.ingest.collect.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingBudgetTest {
  /** The clock of System.nanoTime may be negative and pass zero. */
  private final AtomicLong nanoTime = new AtomicLong(-TimeUnit.SECONDS.toNanos(2));

  @Test
  void theBurstMayBeSpentAtOnceAndNoMore() {
    ReadingBudget budget = new ReadingBudget(10, nanoTime::get);

    budget.spend(TimeUnit.SECONDS.toNanos(1) - 1);
    assertThat(budget.isSpent()).isFalse();
    budget.spend(1);
    assertThat(budget.isSpent()).isTrue();
  }

  @Test
  void theShareFlowsIn() {
    ReadingBudget budget = new ReadingBudget(10, nanoTime::get);
    budget.spend(TimeUnit.SECONDS.toNanos(1));
    budget.spend(TimeUnit.MILLISECONDS.toNanos(100));

    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(budget.isSpent()).isTrue();
    nanoTime.addAndGet(1);
    assertThat(budget.isSpent()).isFalse();
  }

  @Test
  void aPauseSavesNoMoreThanTheBurst() {
    ReadingBudget budget = new ReadingBudget(100, nanoTime::get);
    nanoTime.addAndGet(TimeUnit.DAYS.toNanos(1));

    budget.spend(TimeUnit.SECONDS.toNanos(1));

    assertThat(budget.isSpent()).isTrue();
  }

  @Test
  void nothingIsAllowedByAShareOfZero() {
    assertThat(new ReadingBudget(0, nanoTime::get).isSpent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void aShareLiesBetweenNothingAndOneProcessor(int percent) {
    assertThatThrownBy(() -> new ReadingBudget(percent, nanoTime::get))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
