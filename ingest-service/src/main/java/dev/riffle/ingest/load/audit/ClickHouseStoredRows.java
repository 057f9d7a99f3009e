package dev.riffle.ingest.load.audit;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.util.Map;

/** The table {@code events} in ClickHouse. One thread of the engine, so that loading goes on. */
public final class ClickHouseStoredRows implements StoredRows {
  private static final String FIND =
      """
      SELECT count(), sum(_ingest_id), groupBitXor(_ingest_id),
             toUInt64(uniqExact(_offset)), toUInt64(uniqExact(_ingest_id))
      FROM events
      WHERE _source = {part:UInt32} AND _offset >= {from:Int64} AND _offset < {to:Int64}
      SETTINGS max_threads = 1
      """;

  private final ClickHouse clickHouse;

  public ClickHouseStoredRows(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  @Override
  public FoundRows find(int part, long from, long to) {
    return clickHouse
        .read(
            FIND,
            Map.of("part", Integer.toUnsignedLong(part), "from", from, "to", to),
            ClickHouseStoredRows::read)
        .getFirst();
  }

  private static FoundRows read(RowBinaryReader row) throws IOException {
    return new FoundRows(
        new RowSum(row.readLong(), row.readLong(), row.readLong()), row.readLong(), row.readLong());
  }
}
