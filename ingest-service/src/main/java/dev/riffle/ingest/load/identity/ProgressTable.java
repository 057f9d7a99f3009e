package dev.riffle.ingest.load.identity;

import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.ingest.load.table.ClickHouse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The table {@code resolution_progress}. */
final class ProgressTable {
  private static final String NAME = "resolution_progress";

  private static final String READ =
      "SELECT _source, max(next_offset) FROM resolution_progress GROUP BY _source";

  private final ClickHouse clickHouse;

  ProgressTable(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  Map<Integer, Long> read() {
    Map<Integer, Long> progress = new HashMap<>();
    clickHouse.read(READ, Map.of(), row -> progress.put(row.readInt(), row.readLong()));
    return progress;
  }

  void save(int source, long nextOffset) {
    RowBinaryWriter out = new RowBinaryWriter(16).writeInt(source).writeLong(nextOffset);
    clickHouse.insert(
        NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        stream -> out.copyTo(stream, 0, out.size()));
  }
}
