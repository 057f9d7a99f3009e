package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryBatchTest {
  private static final EventKey KEY = new EventKey(1, 11);
  private static final EventKey OTHER = new EventKey(2, 11);
  private static final int DAY = 20_000;

  private final RetryBatch batch = new RetryBatch(new RetryWindow(7));

  @Test
  void knowsARetryOfWhatTheIndexHas() {
    batch.learn(Arrays.asList(null, entry(KEY, 5, DAY)));

    assertThat(batch.firstOf(KEY, at(9), DAY)).contains(at(5));
    assertThat(batch.firstOf(OTHER, at(9), DAY)).isEmpty();
    assertThat(batch.entries()).isEmpty();
  }

  @Test
  void knowsARetryOfWhatItHasSeenItself() {
    batch.add(KEY, at(5), DAY);

    assertThat(batch.firstOf(KEY, at(6), DAY)).contains(at(5));
    assertThat(batch.firstOf(OTHER, at(6), DAY)).isEmpty();
    assertThat(batch.entries()).containsExactly(entry(KEY, 5, DAY));
  }

  @Test
  void aRecordIsNotARetryOfItself() {
    batch.learn(List.of(entry(KEY, 5, DAY)));
    batch.add(OTHER, at(6), DAY);

    assertThat(batch.firstOf(KEY, at(5), DAY)).isEmpty();
    assertThat(batch.firstOf(OTHER, at(6), DAY)).isEmpty();
  }

  @Test
  void anEntryOfTheIndexIsNotAppliedAgain() {
    batch.learn(List.of(entry(KEY, 5, DAY)));

    batch.add(KEY, at(5), DAY);

    assertThat(batch.entries()).isEmpty();
  }

  @Test
  void rememberedForTheWindowAndNotForADayMore() {
    batch.learn(List.of(entry(KEY, 5, DAY)));

    assertThat(batch.firstOf(KEY, at(9), DAY + 7)).contains(at(5));
    assertThat(batch.firstOf(KEY, at(9), DAY + 8)).isEmpty();
  }

  @Test
  void aRecordAfterTheWindowIsTheNextFirst() {
    batch.learn(List.of(entry(KEY, 5, DAY)));

    batch.add(KEY, at(9), DAY + 8);

    assertThat(batch.firstOf(KEY, at(10), DAY + 8)).contains(at(9));
    assertThat(batch.entries()).containsExactly(entry(KEY, 9, DAY + 8));
  }

  @Test
  void aRecordBeforeTheOneInTheIndexIsTheFirst() {
    batch.learn(List.of(entry(KEY, 5, DAY)));
    assertThat(batch.firstOf(KEY, at(3), DAY)).isEmpty();

    batch.add(KEY, at(3), DAY);

    assertThat(batch.firstOf(KEY, at(4), DAY)).contains(at(3));
    assertThat(batch.firstOf(KEY, at(5), DAY)).contains(at(3));
    assertThat(batch.entries()).containsExactly(entry(KEY, 3, DAY));
  }

  @Test
  void aRefusedRecordIsForgottenAndWhatTheIndexHadIsKnownAgain() {
    batch.learn(List.of(entry(OTHER, 1, DAY)));
    batch.add(KEY, at(5), DAY);
    batch.add(OTHER, at(6), DAY + 8);
    assertThat(batch.firstOf(OTHER, at(7), DAY + 8)).contains(at(6));

    batch.forget(5);
    batch.forget(6);

    assertThat(batch.entries()).isEmpty();
    assertThat(batch.firstOf(KEY, at(7), DAY)).isEmpty();
    assertThat(batch.firstOf(OTHER, at(7), DAY)).contains(at(1));
  }

  @Test
  void knowsARetryOfTheBatchBeforeAndLeavesItsEntriesToIt() {
    batch.learn(List.of(entry(KEY, 1, DAY - 8)));
    batch.add(KEY, at(5), DAY);

    batch.next();
    batch.learn(List.of(entry(KEY, 1, DAY - 8)));

    assertThat(batch.firstOf(KEY, at(7), DAY)).contains(at(5));
    assertThat(batch.entries()).isEmpty();
  }

  @Test
  void forgetsAllButTheBatchBefore() {
    batch.learn(List.of(entry(OTHER, 1, DAY)));
    batch.add(KEY, at(5), DAY);

    batch.next();
    assertThat(batch.firstOf(OTHER, at(7), DAY)).isEmpty();
    batch.next();

    assertThat(batch.firstOf(KEY, at(7), DAY)).isEmpty();
  }

  private static RetryEntry entry(EventKey key, long offset, int day) {
    return new RetryEntry(key, at(offset), day);
  }

  private static Occurrence at(long offset) {
    return new Occurrence(7, offset, offset * 31, 42);
  }
}
