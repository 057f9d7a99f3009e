package dev.riffle.ingest.load.audit;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.LoadLedgerTable;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table {@code load_ledger} in ClickHouse. */
public final class ClickHouseLedgerStore implements LedgerStore {
  private static final String UNSETTLED =
      """
      SELECT _source, bucket, bucket_size, row_count, id_sum, id_xor,
             toUInt8(verdict), toUnixTimestamp64Milli(closed_at)
      FROM load_ledger FINAL
      WHERE bitAnd(_source, 65535) IN {partitions:Array(UInt32)} AND verdict != 'equal'
      ORDER BY audited_at, closed_at, _source, bucket
      LIMIT {max:UInt32}
      """;

  private static final int ROW_BYTES = 96;

  private final ClickHouse clickHouse;
  private final InstantSource clock;

  public ClickHouseLedgerStore(ClickHouse clickHouse, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  @Override
  public void close(Collection<ClosedBucket> buckets) {
    if (buckets.isEmpty()) {
      return;
    }
    long now = clock.millis();
    RowBinaryWriter rows = new RowBinaryWriter(ROW_BYTES * buckets.size());
    for (ClosedBucket bucket : buckets) {
      write(bucket, now, rows);
      rows.writeByte(Verdict.UNAUDITED.code()).writeLong(0).writeLong(0).writeLong(0);
      rows.writeLong(2 * now);
    }
    insert(rows);
  }

  @Override
  public List<Unsettled> unsettled(Set<Integer> partitions, int max) {
    return clickHouse.read(
        UNSETTLED,
        Map.of("partitions", partitions.stream().sorted().toList().toString(), "max", max),
        ClickHouseLedgerStore::read);
  }

  @Override
  public void note(Unsettled bucket, Verdict verdict, FoundRows found) {
    RowBinaryWriter rows = new RowBinaryWriter(ROW_BYTES);
    write(bucket.closed(), bucket.closedAtMillis(), rows);
    rows.writeByte(verdict.code()).writeLong(clock.millis());
    rows.writeLong(found.sum().rows()).writeLong(found.ingestIds());
    rows.writeLong(2 * bucket.closedAtMillis() + 1);
    insert(rows);
  }

  private void insert(RowBinaryWriter rows) {
    clickHouse.insert(
        LoadLedgerTable.NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        out -> rows.copyTo(out, 0, rows.size()));
  }

  private static void write(ClosedBucket closed, long closedAtMillis, RowBinaryWriter row) {
    Bucket bucket = closed.bucket();
    RowSum expected = closed.expected();
    row.writeInt(bucket.part()).writeLong(bucket.size()).writeLong(bucket.number());
    row.writeLong(expected.rows()).writeLong(expected.idSum()).writeLong(expected.idXor());
    row.writeLong(closedAtMillis);
  }

  private static Unsettled read(RowBinaryReader row) throws IOException {
    Bucket bucket = new Bucket(row.readInt(), row.readLong(), row.readLong());
    RowSum expected = new RowSum(row.readLong(), row.readLong(), row.readLong());
    return new Unsettled(
        new ClosedBucket(bucket, expected), Verdict.of(row.readByte()), row.readLong());
  }
}
