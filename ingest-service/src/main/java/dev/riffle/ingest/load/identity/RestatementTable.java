package dev.riffle.ingest.load.identity;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The table {@code restatements}: what is to be rewritten, and what questions put right; and {@code
 * restated}: which of it is rewritten, and has only to stay until older questions are over.
 */
final class RestatementTable {
  private static final String NAME = "restatements";

  // those with owners tell more than those without; those with many owners first, because questions
  // must read lists as long as one of them waits
  private static final String PENDING =
      """
      SELECT project, aid, min(from_ms), max(version),
             toUnixTimestamp64Milli(min(queued_at)), argMaxIf(owners, version, notEmpty(owners))
      FROM restatements WHERE (aid, version) NOT IN (SELECT aid, version FROM restated)
      GROUP BY project, aid
      ORDER BY max(length(owners)) > 2 DESC, max(version), project, aid LIMIT {rows:UInt32}
      """;

  private static final String COUNT =
      """
      SELECT uniqExact(project, aid), toUnixTimestamp64Milli(min(queued_at)) FROM restatements
      WHERE (aid, version) NOT IN (SELECT aid, version FROM restated)
      """;

  private static final String OF_SENDERS =
      """
      SELECT project, aid, min(from_ms), max(version),
             toUnixTimestamp64Milli(min(queued_at)), argMaxIf(owners, version, notEmpty(owners))
      FROM restatements WHERE aid IN {numbers:Array(UInt32)} GROUP BY project, aid
      """;

  private static final String MARK =
      """
      INSERT INTO restated (project, aid, version)
      SELECT project, aid, version FROM restatements
      WHERE aid IN (SELECT aid FROM restatement_pieces WHERE run = {run:UInt64}) AND version <= {version:UInt32}
        AND (aid, version) NOT IN (SELECT aid, version FROM restated)
      """;

  private static final String NEWEST_OLD =
      """
      SELECT toUnixTimestamp64Milli(max(restated_at)) FROM restated
      WHERE restated_at <= now64(3, 'UTC') - toIntervalMillisecond({age:Int64})
      """;

  private static final String DELETE =
      """
      DELETE FROM restatements WHERE (aid, version) IN
          (SELECT aid, version FROM restated WHERE toUnixTimestamp64Milli(restated_at) <= {until:Int64})
      """;

  private static final String DELETE_MARKS =
      "DELETE FROM restated WHERE toUnixTimestamp64Milli(restated_at) <= {until:Int64}";

  private final ClickHouse clickHouse;
  private final InstantSource clock;

  /**
   * All that is noted for a sender.
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

  /** Of some senders also what is rewritten and still here: questions may read it. */
  List<Pending> allOf(List<Integer> numbers) {
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

  /** Those of the senders of a run, up to a version, are written into the rows. */
  void mark(long run, int version) {
    clickHouse.execute(MARK, Map.of("run", run, "version", version));
  }

  /**
   * Deletes what was rewritten long ago. The marks go last: cut off in between, it is done again.
   *
   * @param age since it was rewritten
   */
  void deleteRewritten(Duration age) {
    long until =
        clickHouse
            .read(NEWEST_OLD, Map.of("age", age.toMillis()), RowBinaryReader::readLong)
            .getFirst();
    // the epoch is the newest of none
    if (until > 0) {
      clickHouse.execute(DELETE, Map.of("until", until));
      clickHouse.execute(DELETE_MARKS, Map.of("until", until));
    }
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
