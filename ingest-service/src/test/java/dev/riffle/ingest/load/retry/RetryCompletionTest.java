package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryCompletionTest {
  private static final RetryWindow WINDOW = new RetryWindow(7);
  private static final int DAY = 20_000;
  private static final int PART = 1 << 16 | 3;
  private static final int EARLIER_PART = 9 << 16 | 3;

  private final InstantSource clock =
      InstantSource.fixed(Instant.ofEpochMilli(RetryWindow.startMillis(DAY)));
  private final InMemoryRetryIndex index = new InMemoryRetryIndex(WINDOW, clock);
  private final InMemoryRetryTable table = new InMemoryRetryTable();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void readsAllOfTheWindowIntoANewIndex() throws InterruptedException {
    table.add(key(1), at(0), DAY - 9);
    table.add(key(2), at(1), DAY - 8);
    table.add(key(3), at(5_000_000), DAY);
    table.add(null, at(5_000_001), DAY);

    complete(5_000_002);

    assertThat(find(1)).isNull();
    assertThat(find(2)).isEqualTo(entry(2, 1, DAY - 8));
    assertThat(find(3)).isEqualTo(entry(3, 5_000_000, DAY));
    assertThat(index.applied()).contains(new LogPosition(PART, 5_000_002));
  }

  @Test
  void readsOnlyWhatAnIndexThatLagsBehindHasMissed() throws InterruptedException {
    index.apply(List.of(entry(1, 0, DAY)), new LogPosition(PART, 1));
    table.add(key(2), at(0), DAY);
    table.add(key(3), at(1), DAY);

    complete(2);

    assertThat(find(1)).isEqualTo(entry(1, 0, DAY));
    assertThat(find(2)).isNull();
    assertThat(find(3)).isEqualTo(entry(3, 1, DAY));
    assertThat(index.applied()).contains(new LogPosition(PART, 2));
  }

  @Test
  void asksNothingWhenTheIndexIsUpToDate() throws InterruptedException {
    index.apply(List.of(), new LogPosition(PART, 2));

    complete(2);

    assertThat(table.calls()).isZero();
    assertThat(index.applied()).contains(new LogPosition(PART, 2));
  }

  @Test
  void goesBackWithTheCommittedOffset() throws InterruptedException {
    index.apply(List.of(), new LogPosition(PART, 9));

    complete(5);

    assertThat(table.calls()).isZero();
    assertThat(index.applied()).contains(new LogPosition(PART, 5));
  }

  @Test
  void anotherTopicIsReadFromItsBeginningAndTheTailOfTheEarlierOneToo()
      throws InterruptedException {
    index.apply(
        List.of(new RetryEntry(key(1), earlier(7), DAY)), new LogPosition(EARLIER_PART, 10));
    table.add(key(2), at(0), DAY);
    table.add(key(3), earlier(9), DAY);
    table.add(key(4), earlier(10), DAY);
    table.add(key(4), at(1), DAY);

    complete(2);

    assertThat(find(1)).isEqualTo(new RetryEntry(key(1), earlier(7), DAY));
    assertThat(find(2)).isEqualTo(entry(2, 0, DAY));
    assertThat(find(3)).isNull();
    assertThat(find(4)).isEqualTo(new RetryEntry(key(4), earlier(10), DAY));
  }

  @Test
  void ofSeveralRowsTheFirstInTheLogCountsInWhateverOrderTheyAreRead() throws InterruptedException {
    table.add(key(1), at(300_000), DAY);
    table.add(key(1), at(100_000), DAY);
    table.add(key(1), at(100_001), DAY - 1);
    table.add(key(2), at(8), DAY);
    table.add(key(2), at(7), DAY - 8);

    complete(300_001);

    assertThat(find(1)).isEqualTo(entry(1, 100_000, DAY));
    assertThat(find(2)).isEqualTo(entry(2, 8, DAY));
  }

  @Test
  void rowsOfABatchThatWasCutOffAreLeftToTheBatch() throws InterruptedException {
    table.add(key(1), at(0), DAY - 8);
    table.add(key(2), at(1), DAY);

    complete(1);

    assertThat(find(1)).isEqualTo(entry(1, 0, DAY - 8));
    assertThat(find(2)).isNull();
    assertThat(index.applied()).contains(new LogPosition(PART, 1));
  }

  @Test
  void waitsForTheEngineAndBeginsTheCallAgain() throws InterruptedException {
    table.add(key(1), at(0), DAY);
    table.failTimes(5);

    complete(1);

    assertThat(pauses).hasSize(5);
    assertThat(find(1)).isEqualTo(entry(1, 0, DAY));
  }

  @Test
  void anEmptyTableGivesAnIndexThatIsUpToDate() throws InterruptedException {
    complete(0);

    assertThat(index.applied()).contains(new LogPosition(PART, 0));
  }

  @Test
  void survivesACrashRightAfterwards() throws InterruptedException {
    table.add(key(1), at(0), DAY);
    complete(1);

    index.crash();

    assertThat(index.applied()).contains(new LogPosition(PART, 1));
    assertThat(find(1)).isEqualTo(entry(1, 0, DAY));
  }

  @Test
  void aRowReceivedFarAheadDoesNotHideTheOthers() throws InterruptedException {
    table.add(key(1), at(0), DAY);
    table.add(key(2), at(1), DAY + 40_000);

    complete(2);

    assertThat(find(1)).isEqualTo(entry(1, 0, DAY));
    assertThat(find(2)).isEqualTo(entry(2, 1, DAY + 40_000));
  }

  private void complete(long committed) throws InterruptedException {
    EngineWait wait =
        new EngineWait(Duration.ofMillis(1), Duration.ofMillis(2), pauses::add, new Silent());
    new RetryCompletion(table, WINDOW, clock, wait)
        .complete(index, new LogPosition(PART, committed));
  }

  private @Nullable RetryEntry find(int message) {
    return index.find(List.of(key(message))).getFirst();
  }

  private static RetryEntry entry(int message, long offset, int day) {
    return new RetryEntry(key(message), at(offset), day);
  }

  private static EventKey key(int message) {
    return new EventKey(1, message);
  }

  private static Occurrence at(long offset) {
    return new Occurrence(PART, offset, offset * 31, ContentChecksum.UNKNOWN);
  }

  private static Occurrence earlier(long offset) {
    return new Occurrence(EARLIER_PART, offset, offset * 37, ContentChecksum.UNKNOWN);
  }

  private static final class Silent implements EngineWait.Observer {
    @Override
    public void failed(EngineException failure) {}

    @Override
    public void succeeded() {}
  }
}
