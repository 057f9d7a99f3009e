package dev.riffle.ingest.load.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link LedgerStore} does. A subclass gives an empty one for each test. */
abstract class LedgerStoreContract {
  private static final int TOPIC = 7 << 16;
  private static final FoundRows NOTHING = new FoundRows(RowSum.NONE, 0, 0);

  /** Now, for the store. */
  protected Instant now = Instant.parse("2026-11-22T00:00:00Z");

  protected abstract LedgerStore store();

  private static ClosedBucket bucket(int part, long number, long rows) {
    return new ClosedBucket(new Bucket(part, number, 100), new RowSum(rows, -rows, -1L << 40));
  }

  private void later() {
    now = now.plusMillis(1);
  }

  private List<ClosedBucket> unsettled(Integer... partitions) {
    return store().unsettled(Set.of(partitions), 100).stream()
        .map(LedgerStore.Unsettled::closed)
        .toList();
  }

  @Test
  void givesBackWhatWasClosedForTheAssignedPartitionsOfAnyTopic() {
    int highTopic = 0xFFFF << 16;
    store().close(List.of(bucket(TOPIC, 0, 3), bucket(TOPIC | 1, 0, 4)));
    later();
    store().close(List.of(bucket(highTopic, 5, 6), bucket(TOPIC | 2, 1, 7)));
    assertThat(unsettled(0, 2))
        .containsExactlyInAnyOrder(
            bucket(TOPIC, 0, 3), bucket(highTopic, 5, 6), bucket(TOPIC | 2, 1, 7));
    assertThat(unsettled(3)).isEmpty();
  }

  @Test
  void closingNothingIsAllowed() {
    store().close(List.of());
    assertThat(unsettled(0)).isEmpty();
  }

  @Test
  void closingTwiceIsClosingOnce() {
    store().close(List.of(bucket(TOPIC, 0, 3)));
    later();
    store().close(List.of(bucket(TOPIC, 0, 3)));
    assertThat(unsettled(0)).containsExactly(bucket(TOPIC, 0, 3));
  }

  @Test
  void anEqualBucketIsSettledAndAMismatchedOneIsNot() {
    store().close(List.of(bucket(TOPIC, 0, 3), bucket(TOPIC, 1, 4)));
    later();
    for (LedgerStore.Unsettled one : store().unsettled(Set.of(0), 100)) {
      boolean first = one.closed().bucket().number() == 0;
      store().note(one, first ? Verdict.EQUAL : Verdict.MISSING_ROWS, NOTHING);
    }
    List<LedgerStore.Unsettled> left = store().unsettled(Set.of(0), 100);
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().closed()).isEqualTo(bucket(TOPIC, 1, 4));
    assertThat(left.getFirst().verdict()).isEqualTo(Verdict.MISSING_ROWS);
    later();
    store().note(left.getFirst(), Verdict.EQUAL, NOTHING);
    assertThat(unsettled(0)).isEmpty();
  }

  @Test
  void bucketsNeverLookedAtComeFirstAndNoMoreThanAskedFor() {
    store().close(List.of(bucket(TOPIC, 0, 3)));
    store().note(store().unsettled(Set.of(0), 1).getFirst(), Verdict.DOUBLED_ROWS, NOTHING);
    later();
    store().close(List.of(bucket(TOPIC, 1, 4)));
    later();
    store().close(List.of(bucket(TOPIC, 2, 5)));
    assertThat(unsettled(0))
        .containsExactly(bucket(TOPIC, 1, 4), bucket(TOPIC, 2, 5), bucket(TOPIC, 0, 3));
    assertThat(store().unsettled(Set.of(0), 2)).hasSize(2);
  }

  @Test
  void aBucketClosedOnceMoreIsAuditedOnceMore() {
    store().close(List.of(bucket(TOPIC, 0, 3)));
    LedgerStore.Unsettled read = store().unsettled(Set.of(0), 1).getFirst();
    store().note(read, Verdict.EQUAL, NOTHING);
    later();
    store().close(List.of(bucket(TOPIC, 0, 4)));
    assertThat(unsettled(0)).containsExactly(bucket(TOPIC, 0, 4));
  }

  @Test
  void aLateNoteOfAnEarlierClosingHasNoEffect() {
    store().close(List.of(bucket(TOPIC, 0, 3)));
    LedgerStore.Unsettled read = store().unsettled(Set.of(0), 1).getFirst();
    later();
    store().close(List.of(bucket(TOPIC, 0, 4)));
    store().note(read, Verdict.EQUAL, NOTHING);
    assertThat(unsettled(0)).containsExactly(bucket(TOPIC, 0, 4));
  }
}
