package dev.riffle.ingest.load.retry;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The table {@code events} in ClickHouse. Thread-safe. */
public final class ClickHouseRetryTable implements RetryTable {
  private static final String NEWEST_DAY =
      """
      SELECT toInt32(intDiv(toUnixTimestamp64Milli(max(received_ts)), 86400000))
      FROM events
      WHERE _source % 65536 = {partition:UInt32}
        AND (_source != {part:UInt32} OR _offset < {before:Int64})
      HAVING count() > 0
      """;

  private static final String RANGES =
      """
      SELECT _source, toInt64(min(_offset)), toInt64(max(_offset) + 1)
      FROM events
      WHERE _source % 65536 = {partition:UInt32}
        AND received_ts >= fromUnixTimestamp64Milli({oldest:Int64}, 'UTC')
        AND (_source != {part:UInt32} OR _offset < {before:Int64})
        AND (_source != {known:UInt32} OR _offset >= {from:Int64})
      GROUP BY _source
      ORDER BY _source
      """;

  private static final String RANGES_OF_TOPIC =
      """
      SELECT _source, toInt64(min(_offset)), toInt64(max(_offset) + 1)
      FROM events
      WHERE _source = {part:UInt32} AND _offset >= {from:Int64} AND _offset < {before:Int64}
        AND received_ts >= fromUnixTimestamp64Milli({oldest:Int64}, 'UTC')
      GROUP BY _source
      """;

  private static final String ROWS =
      """
      SELECT aid, if(mid = 0, _ingest_id, mid), _source, _offset, _ingest_id,
             toInt32(intDiv(toUnixTimestamp64Milli(received_ts), 86400000))
      FROM events
      WHERE _source = {part:UInt32} AND _offset >= {from:Int64} AND _offset < {to:Int64}
        AND received_ts >= fromUnixTimestamp64Milli({oldest:Int64}, 'UTC')
      """;

  private final ClickHouse clickHouse;
  private final int partition;

  /**
   * @param partition number of the partition, in whatever topic
   */
  public ClickHouseRetryTable(ClickHouse clickHouse, int partition) {
    this.clickHouse = clickHouse;
    this.partition = partition;
  }

  @Override
  public OptionalInt newestDay(LogPosition committed) {
    return clickHouse
        .read(
            NEWEST_DAY,
            Map.of(
                "partition", partition,
                "part", Integer.toUnsignedLong(committed.part()),
                "before", committed.offset()),
            RowBinaryReader::readInt)
        .stream()
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  @Override
  public List<Range> ranges(int oldestDay, LogPosition committed, Optional<LogPosition> known) {
    // nothing known: no row has an offset below 0
    LogPosition from = known.orElse(new LogPosition(committed.part(), 0));
    return clickHouse.read(
        RANGES,
        Map.of(
            "partition", partition,
            "oldest", RetryWindow.startMillis(oldestDay),
            "part", Integer.toUnsignedLong(committed.part()),
            "before", committed.offset(),
            "known", Integer.toUnsignedLong(from.part()),
            "from", from.offset()),
        ClickHouseRetryTable::range);
  }

  @Override
  public List<Range> rangesOfTopic(int oldestDay, LogPosition committed, long fromOffset) {
    return clickHouse.read(
        RANGES_OF_TOPIC,
        Map.of(
            "part", Integer.toUnsignedLong(committed.part()),
            "oldest", RetryWindow.startMillis(oldestDay),
            "from", fromOffset,
            "before", committed.offset()),
        ClickHouseRetryTable::range);
  }

  @Override
  public List<RetryEntry> rows(Range range, int oldestDay) {
    return clickHouse.read(
        ROWS,
        Map.of(
            "part", Integer.toUnsignedLong(range.part()),
            "oldest", RetryWindow.startMillis(oldestDay),
            "from", range.from(),
            "to", range.to()),
        ClickHouseRetryTable::entry);
  }

  private static Range range(RowBinaryReader row) throws IOException {
    return new Range(row.readInt(), row.readLong(), row.readLong());
  }

  private static RetryEntry entry(RowBinaryReader row) throws IOException {
    EventKey key = new EventKey(row.readInt(), row.readLong());
    Occurrence first =
        new Occurrence(row.readInt(), row.readLong(), row.readLong(), ContentChecksum.UNKNOWN);
    return new RetryEntry(key, first, row.readInt());
  }
}
