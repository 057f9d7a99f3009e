package dev.riffle.ingest.load.table;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.table.EventsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The rows of one source partition in ClickHouse. */
public final class ClickHouseEventStore implements EventStore {
  // the log of tokens is only a fence here; what counts is read back. See docs/delivery.md
  private static final Map<String, String> TOKEN_FENCE =
      Map.of("insert_deduplicate", "1", "deduplicate_insert", "enable");

  private static final String NEWEST =
      """
      SELECT toInt64(max(_offset)) FROM events
      WHERE _source = {part:UInt32} AND _offset >= {from:Int64}
      HAVING count() > 0
      """;

  private static final String LANDED =
      """
      SELECT _offset, _ingest_id FROM events
      WHERE _source = {part:UInt32} AND _offset >= {from:Int64} AND _offset < {to:Int64}
      """;

  private static final String STOP = "KILL QUERY WHERE query_id = {id:String} SYNC";

  private final ClickHouse clickHouse;
  private final int part;

  public ClickHouseEventStore(ClickHouse clickHouse, int part) {
    this.clickHouse = clickHouse;
    this.part = part;
  }

  @Override
  public OptionalLong newestLanded(long from) {
    return clickHouse
        .read(NEWEST, Map.of("part", unsignedPart(), "from", from), RowBinaryReader::readLong)
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  @Override
  public LandedRows landed(long from, long to) {
    LandedRows.Builder landed = new LandedRows.Builder();
    clickHouse.read(
        LANDED,
        Map.of("part", unsignedPart(), "from", from, "to", to),
        row -> landed.add(row.readLong(), row.readLong()));
    return landed.build();
  }

  @Override
  public void insert(EventBlock.Rows rows, String statement, String token) {
    Map<String, String> settings = new HashMap<>(TOKEN_FENCE);
    settings.put("insert_deduplication_token", token);
    clickHouse.insert(EventsTable.NAME, statement, settings, rows::copyTo);
  }

  @Override
  public void stop(String statement) {
    clickHouse.execute(STOP, Map.of("id", statement));
  }

  private long unsignedPart() {
    return Integer.toUnsignedLong(part);
  }
}
