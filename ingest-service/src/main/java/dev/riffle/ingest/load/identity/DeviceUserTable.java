package dev.riffle.ingest.load.identity;

import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.ingest.load.table.ClickHouse;
import java.util.Collection;
import java.util.UUID;

/** The table {@code device_users}: facts only, which adding twice does not change. */
final class DeviceUserTable {
  private static final String NAME = "device_users";

  private final ClickHouse clickHouse;

  DeviceUserTable(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  void add(Collection<DeviceUser> facts) {
    RowBinaryWriter out = new RowBinaryWriter(64 * facts.size());
    for (DeviceUser fact : facts) {
      out.writeInt(fact.device().project()).writeText(fact.device().deviceId());
      out.writeInt(fact.user()).writeLong(fact.firstMillis()).writeLong(fact.lastMillis());
    }
    clickHouse.insert(
        NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        stream -> out.copyTo(stream, 0, out.size()));
  }
}
