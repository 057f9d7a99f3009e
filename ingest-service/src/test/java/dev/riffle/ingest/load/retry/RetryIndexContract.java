package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every index of message ids does. */
abstract class RetryIndexContract {
  static final RetryWindow WINDOW = new RetryWindow(7);
  static final int DAY = 20_000;
  static final int PART = 0xABCD_0003;
  static final EventKey KEY = new EventKey(1, 11);
  static final EventKey OTHER = new EventKey(2, 11);

  private Instant now = Instant.EPOCH.plusMillis(RetryWindow.startMillis(DAY));
  private RetryIndex index;

  final InstantSource clock = () -> now;

  /** Opens it anew, as it was left. */
  abstract RetryIndex open();

  @BeforeEach
  void openIndex() {
    index = open();
  }

  @AfterEach
  void closeIndex() {
    index.close();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(index.applied()).isEmpty();
    assertThat(find(KEY)).isNull();
    assertThat(index.find(List.of())).isEmpty();
  }

  @Test
  void findsWhatWasAppliedInTheOrderAsked() {
    RetryEntry one = entry(KEY, 5, DAY);
    RetryEntry two = entry(OTHER, 6, DAY - 3);

    index.apply(List.of(one, two), new LogPosition(PART, 7));

    assertThat(index.find(List.of(OTHER, new EventKey(3, 11), KEY)))
        .containsExactly(two, null, one);
    assertThat(index.find(List.of(KEY, KEY))).containsExactly(one, one);
    assertThat(index.applied()).contains(new LogPosition(PART, 7));
  }

  @Test
  void tellsKeysApartByBothHalves() {
    index.apply(List.of(entry(KEY, 5, DAY)), null);

    assertThat(find(new EventKey(2, 11))).isNull();
    assertThat(find(new EventKey(1, 12))).isNull();
    assertThat(find(new EventKey(11, 1))).isNull();
  }

  @Test
  void keepsEveryBitOfAnEntry() {
    EventKey key = new EventKey(-1, Long.MIN_VALUE);
    Occurrence first = new Occurrence(-2, Long.MAX_VALUE, -3, -4);

    index.apply(List.of(new RetryEntry(key, first, DAY)), new LogPosition(-2, Long.MAX_VALUE));
    reopen();

    assertThat(find(key)).isEqualTo(new RetryEntry(key, first, DAY));
    assertThat(index.applied()).contains(new LogPosition(-2, Long.MAX_VALUE));
  }

  @Test
  void theFirstInTheLogStaysWhateverComesLater() {
    RetryEntry first = entry(KEY, 5, DAY);
    index.apply(List.of(first), null);

    index.apply(List.of(entry(KEY, 6, DAY)), null);
    index.apply(List.of(entry(KEY, 6, DAY - 1)), null);
    index.apply(List.of(entry(KEY, 6, DAY + 1)), null);
    index.apply(List.of(new RetryEntry(KEY, new Occurrence(PART, 5, 99, 0), DAY)), null);
    index.apply(List.of(new RetryEntry(KEY, new Occurrence(PART + (1 << 16), 1, 5, 0), DAY)), null);

    assertThat(find(KEY)).isEqualTo(first);
  }

  @Test
  void anEarlierOneTakesItsPlaceOnWhateverDayItWasReceived() {
    for (int day : List.of(DAY - 1, DAY, DAY + 1)) {
      EventKey key = new EventKey(day, 1);
      index.apply(List.of(entry(key, 6, DAY)), null);

      index.apply(List.of(entry(key, 5, day)), null);

      assertThat(find(key)).isEqualTo(entry(key, 5, day));
    }
  }

  @Test
  void withinTheWindowTheFirstStaysAndAfterItTheNextTakesItsPlace() {
    index.apply(List.of(entry(KEY, 5, DAY), entry(OTHER, 6, DAY)), null);

    index.apply(List.of(entry(KEY, 7, DAY + 7), entry(OTHER, 8, DAY + 8)), null);

    assertThat(find(KEY)).isEqualTo(entry(KEY, 5, DAY));
    assertThat(find(OTHER)).isEqualTo(entry(OTHER, 8, DAY + 8));
  }

  @Test
  void dropsADayOnlyWhenNoRecordNearTheNewestDayCanNeedIt() {
    today(DAY + 100);
    index.apply(List.of(entry(KEY, 5, DAY)), null);

    index.apply(List.of(entry(OTHER, 6, DAY + 8)), null);
    assertThat(find(KEY)).isEqualTo(entry(KEY, 5, DAY));

    index.apply(List.of(entry(new EventKey(3, 11), 7, DAY + 9)), null);
    assertThat(find(KEY)).isNull();
    assertThat(find(OTHER)).isEqualTo(entry(OTHER, 6, DAY + 8));
  }

  @Test
  void aTimeOfReceiptFarAheadDropsNothing() {
    index.apply(List.of(entry(KEY, 5, DAY)), null);

    index.apply(List.of(entry(OTHER, 6, DAY + 40_000)), null);

    assertThat(find(KEY)).isEqualTo(entry(KEY, 5, DAY));
    assertThat(find(OTHER)).isEqualTo(entry(OTHER, 6, DAY + 40_000));
  }

  @Test
  void aClockFarAheadDropsNothing() {
    index.apply(List.of(entry(KEY, 5, DAY)), null);

    today(DAY + 40_000);
    index.apply(List.of(entry(OTHER, 6, DAY)), null);

    assertThat(find(KEY)).isEqualTo(entry(KEY, 5, DAY));
  }

  @Test
  void doesNotKeepWhatWasReceivedLongAgo() {
    index.apply(List.of(entry(OTHER, 5, DAY)), null);

    index.apply(List.of(entry(KEY, 6, DAY - 9), entry(new EventKey(3, 3), 7, DAY - 8)), null);

    assertThat(find(KEY)).isNull();
    assertThat(find(new EventKey(3, 3))).isEqualTo(entry(new EventKey(3, 3), 7, DAY - 8));
  }

  @Test
  void movesThePositionOnlyWhenToldTo() {
    index.apply(List.of(), new LogPosition(PART, 9));

    index.apply(List.of(entry(KEY, 5, DAY)), null);

    assertThat(index.applied()).contains(new LogPosition(PART, 9));
  }

  @Test
  void isAsItWasLeftWhenOpenedAgain() {
    List<RetryEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      entries.add(entry(new EventKey(i % 100, i + 1), i, DAY - i % 7));
    }
    index.apply(entries, new LogPosition(PART, 20_000));

    reopen();

    assertThat(index.find(entries.stream().map(RetryEntry::key).toList()))
        .containsExactlyElementsOf(entries);
    assertThat(index.applied()).contains(new LogPosition(PART, 20_000));
  }

  final void today(int day) {
    now = Instant.EPOCH.plusMillis(RetryWindow.startMillis(day));
  }

  final void reopen() {
    index.close();
    index = open();
  }

  final RetryIndex index() {
    return index;
  }

  final @Nullable RetryEntry find(EventKey key) {
    return index.find(List.of(key)).getFirst();
  }

  static RetryEntry entry(EventKey key, long offset, int day) {
    return new RetryEntry(key, new Occurrence(PART, offset, offset * 31 + 7, 42), day);
  }
}
