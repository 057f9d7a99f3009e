package dev.riffle.ingest.load.catalog;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.CatalogTable;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.project.ProjectId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code catalog} of one source partition, in ClickHouse. */
public final class ClickHouseCatalogStore implements CatalogStore {
  private static final String LOAD =
      """
      SELECT project, toUInt8(entry), name, detail, occurrences,
             toUnixTimestamp64Milli(first_seen), toUnixTimestamp64Milli(last_seen), _offset
      FROM catalog FINAL
      WHERE _source = {part:UInt32}
      """;

  private final ClickHouse clickHouse;
  private final int part;

  public ClickHouseCatalogStore(ClickHouse clickHouse, int part) {
    this.clickHouse = clickHouse;
    this.part = part;
  }

  @Override
  public List<CatalogCount> load() {
    return clickHouse.read(
        LOAD, Map.of("part", Integer.toUnsignedLong(part)), ClickHouseCatalogStore::read);
  }

  @Override
  public void store(Collection<CatalogCount> counts) {
    RowBinaryWriter rows = new RowBinaryWriter(64 * counts.size());
    for (CatalogCount count : counts) {
      rows.writeInt(count.project().number()).writeByte(count.entry().code());
      rows.writeText(count.name()).writeText(count.detail()).writeInt(part);
      rows.writeLong(count.occurrences());
      rows.writeLong(count.firstSeenMillis()).writeLong(count.lastSeenMillis());
      rows.writeLong(count.offset());
    }
    clickHouse.insert(
        CatalogTable.NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        out -> rows.copyTo(out, 0, rows.size()));
  }

  private static CatalogCount read(RowBinaryReader row) throws IOException {
    return new CatalogCount(
        new ProjectId(row.readInt()),
        CatalogCount.Entry.of(row.readByte()),
        row.readText(),
        row.readText(),
        row.readLong(),
        row.readLong(),
        row.readLong(),
        row.readLong());
  }
}
