package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.retry.RetryTable.Range;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.testing.ClickHouseEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseRetryTableIT {
  private static final int PARTITION = 3;

  /** The highest bit is set: an int below 0, a UInt32 in the table. */
  private static final int PART = 0xF001 << 16 | PARTITION;

  private static final int EARLIER_PART = 0x0001 << 16 | PARTITION;
  private static final int OTHER_PARTITION = 0xF001 << 16 | 2;
  private static final int DAY = 20_000;
  private static final RetryWindow WINDOW = new RetryWindow(7);

  private ClickHouseEngine engine;
  private ClickHouse clickHouse;
  private RetryTable table;

  @BeforeAll
  void startEngine() {
    engine = ClickHouseEngine.start();
    clickHouse =
        new ClickHouse(
            engine.url(),
            engine.database(),
            engine.writer().user(),
            engine.writer().password(),
            Duration.ofSeconds(30));
    new Migrator(clickHouse).migrate();
    table = new ClickHouseRetryTable(clickHouse, PARTITION);
  }

  @AfterAll
  void stopEngine() throws Exception {
    clickHouse.close();
    engine.close();
  }

  @BeforeEach
  void empty() {
    clickHouse.execute("TRUNCATE TABLE events", Map.of());
  }

  @Test
  void anEmptyTableHasNoDayAndNoRanges() {
    assertThat(table.newestDay(new LogPosition(PART, 10))).isEmpty();
    assertThat(table.ranges(0, new LogPosition(PART, 10), Optional.empty())).isEmpty();
    assertThat(table.rangesOfTopic(0, new LogPosition(PART, 10), 0)).isEmpty();
    assertThat(table.rows(new Range(PART, 0, 10), 0)).isEmpty();
  }

  @Test
  void theNewestDayIsThatOfThisPartitionInWhateverTopicBeforeTheCommittedOffset() {
    insert(PART, 5, 11, DAY);
    insert(PART, 6, 12, DAY + 1);
    insert(OTHER_PARTITION, 0, 13, DAY + 2);
    assertThat(table.newestDay(new LogPosition(PART, 7))).hasValue(DAY + 1);
    assertThat(table.newestDay(new LogPosition(PART, 6))).hasValue(DAY);

    insert(EARLIER_PART, 900, 14, DAY + 3);
    assertThat(table.newestDay(new LogPosition(PART, 6))).hasValue(DAY + 3);
  }

  @Test
  void rangesKeepToTheWindowTheCommittedAndTheKnown() {
    insert(PART, 5, 11, DAY - 1);
    insert(PART, 6, 12, DAY);
    insert(PART, 9, 13, DAY);
    insert(PART, 10, 14, DAY);
    insert(EARLIER_PART, 900, 15, DAY);
    insert(OTHER_PARTITION, 7, 16, DAY);
    LogPosition committed = new LogPosition(PART, 10);

    assertThat(table.ranges(DAY, committed, Optional.empty()))
        .containsExactlyInAnyOrder(new Range(PART, 6, 10), new Range(EARLIER_PART, 900, 901));
    assertThat(table.ranges(DAY - 1, committed, Optional.of(new LogPosition(EARLIER_PART, 901))))
        .containsExactly(new Range(PART, 5, 10));
    assertThat(table.rangesOfTopic(DAY, committed, 7)).containsExactly(new Range(PART, 9, 10));
    assertThat(table.rangesOfTopic(DAY, committed, 10)).isEmpty();
  }

  @Test
  void rowsHaveEveryBitAndThoseWithoutAMessageIdTheirIngestId() {
    insert(PART, 5, -1, DAY);
    insert(PART, 6, 0, DAY);
    insert(PART, 7, 17, DAY - 1);
    insert(PART, 8, 18, DAY);

    assertThat(table.rows(new Range(PART, 5, 8), DAY))
        .containsExactlyInAnyOrder(
            new RetryEntry(
                new EventKey(-7, -1), new Occurrence(PART, 5, -50, ContentChecksum.UNKNOWN), DAY),
            new RetryEntry(
                new EventKey(-7, -60), new Occurrence(PART, 6, -60, ContentChecksum.UNKNOWN), DAY));
    assertThat(table.rows(new Range(PART, 5, 9), DAY - 1))
        .extracting(entry -> entry.first().offset())
        .containsExactlyInAnyOrder(5L, 6L, 7L, 8L);
  }

  @Test
  void aDeletedIndexIsMadeAgain(@TempDir Path directory) throws InterruptedException {
    clickHouse.execute(
        """
        INSERT INTO events (project, event, kind, aid, ts, uid, mid, received_ts, _source, _offset, _ingest_id)
        SELECT 1, 'e', 'track', number % 1000, now64(), 1, number + 1,
               fromUnixTimestamp64Milli({day:Int64} - toInt64(number % 9) * 86400000, 'UTC'),
               {part:UInt32}, number, number
        FROM numbers(250000)
        """,
        Map.of("day", RetryWindow.startMillis(DAY), "part", Integer.toUnsignedLong(PART)));
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(RetryWindow.startMillis(DAY)));
    EngineWait wait =
        new EngineWait(
            Duration.ofMillis(10), Duration.ofMillis(10), Thread::sleep, new NeverFails());
    try (RocksRetryIndexes indexes =
            new RocksRetryIndexes(
                directory, WINDOW, new RocksRetryIndexes.RetryMemory(8 << 20, 8 << 20), 1, clock);
        RetryIndex index = indexes.open(PARTITION)) {
      new RetryCompletion(table, WINDOW, clock, wait)
          .complete(index, new LogPosition(PART, 200_000));

      for (long offset : List.of(0L, 8L, 99_999L, 100_000L, 199_999L)) {
        RetryEntry entry =
            index.find(List.of(new EventKey((int) (offset % 1000), offset + 1))).getFirst();
        assertThat(entry)
            .isEqualTo(
                new RetryEntry(
                    new EventKey((int) (offset % 1000), offset + 1),
                    new Occurrence(PART, offset, offset, ContentChecksum.UNKNOWN),
                    DAY - (int) (offset % 9)));
      }
      assertThat(index.find(List.of(new EventKey(0, 200_001)))).containsOnlyNulls();
    }
  }

  @Test
  void anEngineThatIsAwayIsSaidSo() {
    try (ClickHouse away =
        new ClickHouse("http://127.0.0.1:1", "d", "u", "p", Duration.ofSeconds(1))) {
      assertThatExceptionOfType(EngineException.Unavailable.class)
          .isThrownBy(() -> new ClickHouseRetryTable(away, 0).newestDay(new LogPosition(PART, 0)));
    }
  }

  private void insert(int part, long offset, long message, int day) {
    clickHouse.execute(
        """
        INSERT INTO events (project, event, kind, aid, ts, uid, mid, received_ts, _source, _offset, _ingest_id)
        SELECT 1, 'e', 'track', {aid:UInt32}, now64(), 1, {mid:UInt64},
               fromUnixTimestamp64Milli({received:Int64}, 'UTC'), {part:UInt32}, {offset:Int64}, {ingest:UInt64}
        """,
        Map.of(
            "aid", Integer.toUnsignedLong(-7),
            "mid", Long.toUnsignedString(message),
            "received", RetryWindow.startMillis(day + 1) - 1,
            "part", Integer.toUnsignedLong(part),
            "offset", offset,
            "ingest", Long.toUnsignedString(-10 * offset)));
  }

  private static final class NeverFails implements EngineWait.Observer {
    @Override
    public void failed(EngineException failure) {
      throw failure;
    }

    @Override
    public void succeeded() {}
  }
}
