package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionLagTest {
  @Test
  void isZeroWhenAllIsLoaded() {
    assertThat(PartitionLag.NONE.measured(0, 1_000).millis(9_000)).isZero();
  }

  @Test
  void isTheAgeOfTheOldestRecordThatIsHere() {
    PartitionLag lag = PartitionLag.NONE.measured(50, 1_000).waiting(400);
    assertThat(lag.millis(9_400)).isEqualTo(9_000);
    assertThat(lag.records()).isEqualTo(50);
  }

  @Test
  void growsBeforeTheEndOfTheLogWasEverAskedFor() {
    assertThat(PartitionLag.NONE.waiting(400).millis(9_400)).isEqualTo(9_000);
  }

  @Test
  void countsFromTheFirstLookWhenTheLogHasRecordsAndNoneIsHere() {
    PartitionLag lag = PartitionLag.NONE.measured(50, 1_000).waiting(0).measured(70, 6_000);
    assertThat(lag.millis(9_000)).isEqualTo(8_000);
  }

  @Test
  void isZeroAgainWhenTheLastRecordHereIsCommittedThoughTheCountIsAnOldOne() {
    PartitionLag lag =
        PartitionLag.NONE.measured(50, 1_000).waiting(400).measured(50, 6_000).waiting(0);
    assertThat(lag.records()).isEqualTo(50);
    assertThat(lag.millis(9_000)).isZero();
  }

  @Test
  void isNeverNegativeWhenTheClocksOfTheMachinesDiffer() {
    assertThat(PartitionLag.NONE.waiting(5_000).millis(4_000)).isZero();
  }
}
