package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.ingest.collect.admission.FairBudget.Verdict;
import org.junit.jupiter.api.Test;

class FairBudgetTest {
  private final FairBudget budget = new FairBudget(1000);

  @Test
  void whileThereIsRoomEverybodyMayTake() {
    assertThat(budget.tryReserve("noisy", 799)).isEqualTo(Verdict.RESERVED);
    assertThat(budget.tryReserve("noisy", 1)).isEqualTo(Verdict.RESERVED);
    assertThat(budget.used()).isEqualTo(800);
  }

  @Test
  void whenItIsCrowdedWhoHoldsMostIsRefusedFirst() {
    reserve("noisy", 500);
    reserve("quiet", 300);

    assertThat(budget.tryReserve("noisy", 1)).isEqualTo(Verdict.HOLDS_MOST);
    assertThat(budget.tryReserve("quiet", 1)).isEqualTo(Verdict.RESERVED);
    assertThat(budget.tryReserve("new", 1)).isEqualTo(Verdict.RESERVED);
  }

  @Test
  void whenNothingIsLeftAllAreRefused() {
    reserve("noisy", 500);
    reserve("quiet", 300);
    reserve("new", 200);

    assertThat(budget.tryReserve("new", 1)).isEqualTo(Verdict.FULL);
    assertThat(budget.tryReserve("another", 1)).isEqualTo(Verdict.FULL);
    assertThat(budget.tryReserve("noisy", 1)).isEqualTo(Verdict.HOLDS_MOST);
  }

  @Test
  void oneLargeRequestMayFillAnEmptyBudget() {
    assertThat(budget.tryReserve("a", 1001)).isEqualTo(Verdict.FULL);
    assertThat(budget.tryReserve("a", 1000)).isEqualTo(Verdict.RESERVED);
  }

  @Test
  void whatIsReleasedIsForgotten() {
    reserve("noisy", 900);
    budget.release("noisy", 900);

    assertThat(budget.used()).isZero();
    assertThat(budget.tryReserve("noisy", 1000)).isEqualTo(Verdict.RESERVED);
  }

  private void reserve(String holder, long bytes) {
    assertThat(budget.tryReserve(holder, bytes)).isEqualTo(Verdict.RESERVED);
  }
}
