package dev.riffle.ingest.load.identity;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code restatements}: what is still to be rewritten, and what questions put right. */
final class RestatementTable {
  private static final String NAME = "restatements";

  // those with owners tell more than those without; those with many owners first, because questions
  // must read lists as long as one of them waits
  private static final String PENDING =
      """
      SELECT project, aid, min(from_ms), max(version),
             toUnixTimestamp64Milli(min(queued_at)), argMaxIf(owners, version, notEmpty(owners))
      FROM restatements GROUP BY project, aid
      ORDER BY max(length(owners)) > 2 DESC, max(version), project, aid LIMIT {rows:UInt32}
      """;

  private static final String COUNT =
      """
      SELECT uniqExact(project, aid), toUnixTimestamp64Milli(min(queued_at)) FROM restatements
      """;

  private static final String OF_SENDERS =
      """
      SELECT project, aid, min(from_ms), max(version),
             toUnixTimestamp64Milli(min(queued_at)), argMaxIf(owners, version, notEmpty(owners))
      FROM restatements WHERE aid IN {numbers:Array(UInt32)} GROUP BY project, aid
      """;

  private static final String DELETE =
      """
      DELETE FROM restatements
      WHERE aid IN (SELECT aid FROM restatement_pieces WHERE run = {run:UInt64}) AND version <= {version:UInt32}
      """;

  private final ClickHouse clickHouse;
  private final InstantSource clock;

  /**
   * All that is pending for a sender.
   *
   * @param version of the newest restatement
   */
  record Pending(Restatement restatement, int version, long queuedMillis) {}

  /** How much is pending; since when, if anything is. */
  record Backlog(long senders, long oldestMillis) {}

  RestatementTable(ClickHouse clickHouse, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  List<Pending> pending(int max) {
    return clickHouse.read(PENDING, Map.of("rows", max), RestatementTable::pending);
  }

  List<Pending> pendingOf(List<Integer> numbers) {
    return clickHouse.read(
        OF_SENDERS, Map.of("numbers", numbers.toString()), RestatementTable::pending);
  }

  Backlog backlog() {
    return clickHouse
        .read(COUNT, Map.of(), row -> new Backlog(row.readLong(), row.readLong()))
        .getFirst();
  }

  void store(Collection<Restatement> restatements, int version) {
    RowBinaryWriter out = new RowBinaryWriter(64 * restatements.size());
    long now = clock.millis();
    for (Restatement one : restatements) {
      out.writeInt(one.sender().project()).writeInt(one.sender().number());
      SenderPersonTable.writeOwners(one.owners(), out);
      out.writeLong(one.fromMillis()).writeInt(version).writeLong(now);
    }
    clickHouse.insert(
        NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        stream -> out.copyTo(stream, 0, out.size()));
  }

  /** Those of the senders of a run, up to a version. */
  void delete(long run, int version) {
    clickHouse.execute(DELETE, Map.of("run", run, "version", version));
  }

  private static Pending pending(RowBinaryReader row) throws IOException {
    SenderNumber sender = new SenderNumber(row.readInt(), row.readInt());
    long from = row.readLong();
    int version = row.readInt();
    long queued = row.readLong();
    return new Pending(
        new Restatement(sender, SenderPersonTable.readOwners(row), from), version, queued);
  }
}
