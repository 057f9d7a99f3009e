package dev.riffle.ingest.load.identity;

import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.row.PropertyMaps;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.EventsTable;
import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Rewrites rows of {@code events} that are to say something else than they do. Done again it does
 * the same; rows that come meanwhile carry the version they were written with, and are looked at
 * when their offsets are.
 */
final class Restater {
  /** Pieces in one statement, which has them all in memory; a sender more is always possible. */
  private static final int PIECES_MAX = 20_000;

  private static final String PIECES = "restatement_pieces";

  // the place of a row among the pieces: senders far enough apart for all milliseconds from 1900 on
  private static final String PLACE =
      """
      transform(
          roundDown(
              transform(aid,
                  (SELECT groupArray(aid) FROM (SELECT DISTINCT place, aid FROM restatement_pieces WHERE run = {run:UInt64} ORDER BY place)),
                  (SELECT groupArray(toInt64(place)) FROM (SELECT DISTINCT place, aid FROM restatement_pieces WHERE run = {run:UInt64} ORDER BY place)),
                  toInt64(0)) * 8796093022208 + toUnixTimestamp64Milli(ts) + 2208988800000,
              (SELECT groupArray(at) FROM (SELECT toInt64(place) * 8796093022208 + from_ms + 2208988800000 AS at FROM restatement_pieces WHERE run = {run:UInt64} ORDER BY at))),
          (SELECT groupArray(at) FROM (SELECT toInt64(place) * 8796093022208 + from_ms + 2208988800000 AS at FROM restatement_pieces WHERE run = {run:UInt64} ORDER BY at)),
          (SELECT arrayMap(n -> toInt64(n), arrayEnumerate(groupArray(place))) FROM restatement_pieces WHERE run = {run:UInt64}),
          toInt64(0))\
      """;

  private static final String OF_RUN =
      " FROM (SELECT * FROM restatement_pieces WHERE run = {run:UInt64} ORDER BY place, from_ms))[";

  private static final String KEPT = "(SELECT groupArray(kept)" + OF_RUN + PLACE + "]";

  private static final String UPDATE =
      "UPDATE events SET uid = (SELECT groupArray(uid)"
          + OF_RUN
          + PLACE
          + "], _resolved = (SELECT groupArray(version)"
          + OF_RUN
          + PLACE
          + "], user_text = mapConcat(mapFilter((k, v) -> has("
          + KEPT
          + ", k), user_text), (SELECT groupArray(user_text)"
          + OF_RUN
          + PLACE
          + "]), user_number = mapConcat(mapFilter((k, v) -> has("
          + KEPT
          + ", k), user_number), (SELECT groupArray(user_number)"
          + OF_RUN
          + PLACE
          + "]), u_plan = if(has("
          + KEPT
          + ", 'plan'), toString(u_plan), (SELECT groupArray(toString(u_plan))"
          + OF_RUN
          + PLACE
          + "]), u_country = if(has("
          + KEPT
          + ", 'country'), toString(u_country), (SELECT groupArray(toString(u_country))"
          + OF_RUN
          + PLACE
          + "]), u_onboarding_feature = if(has("
          + KEPT
          + ", 'onboardingFeature'), toString(u_onboarding_feature),"
          + " (SELECT groupArray(toString(u_onboarding_feature))"
          + OF_RUN
          + PLACE
          + "]) "
          + """
          WHERE project IN (SELECT project FROM restatement_pieces WHERE run = {run:UInt64})
            AND aid IN (SELECT aid FROM restatement_pieces WHERE run = {run:UInt64})
            AND toUnixTimestamp64Milli(ts) >= transform(aid,
                (SELECT groupArray(aid) FROM (SELECT place, any(aid) AS aid FROM restatement_pieces WHERE run = {run:UInt64} GROUP BY place ORDER BY place)),
                (SELECT groupArray(first_ms) FROM (SELECT place, min(from_ms) AS first_ms FROM restatement_pieces WHERE run = {run:UInt64} GROUP BY place ORDER BY place)),
                toInt64(0))
          """;

  /**
   * A run is a partition. Deleting its rows instead would leave its part behind, and each deletion
   * would write the parts of all runs before it anew.
   */
  private static final String DROP_PIECES =
      "ALTER TABLE restatement_pieces DROP PARTITION {run:UInt64}";

  private static final String LEFTOVERS =
      "SELECT run FROM restatement_pieces GROUP BY run"
          + " HAVING max(made_at) <= now('UTC') - {seconds:UInt32}";

  private final ClickHouse clickHouse;
  private final RestatementTable restatements;
  private final SenderPersonTable persons;
  private final FactReader facts;
  private final LongSupplier runs;
  private final int sendersMax;

  /**
   * @param sendersMax senders in one statement
   * @param runs numbers that no other attempt has had
   */
  Restater(
      ClickHouse clickHouse,
      RestatementTable restatements,
      SenderPersonTable persons,
      FactReader facts,
      int sendersMax,
      LongSupplier runs) {
    this.clickHouse = clickHouse;
    this.restatements = restatements;
    this.persons = persons;
    this.facts = facts;
    this.sendersMax = sendersMax;
    this.runs = runs;
  }

  /**
   * Rewrites the rows of some senders.
   *
   * @return how many senders; 0 when nothing is pending
   */
  int restateSome() {
    List<RestatementTable.Pending> pending = restatements.pending(sendersMax);
    if (pending.isEmpty()) {
      return 0;
    }
    long run = runs.getAsLong() & Long.MAX_VALUE;
    Chunk chunk = chunk(run, pending);
    clickHouse.insert(
        PIECES,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        out -> chunk.rows().copyTo(out, 0, chunk.rows().size()));
    clickHouse.execute(UPDATE, Map.of("run", run));
    restatements.mark(run, chunk.version());
    dropPieces(run);
    return chunk.senders();
  }

  /**
   * Deletes restatements that are in the rows already. A question may read {@code events} before
   * they were rewritten and {@code restatements} later, and must find there what it missed.
   *
   * @param age since the rows were rewritten; more than any question takes
   */
  void removeRewritten(Duration age) {
    restatements.deleteRewritten(age);
  }

  /**
   * Removes pieces of attempts that were cut off; what they were to rewrite is pending still.
   *
   * @param age of what is removed; more than any attempt takes that still goes on
   */
  void removeLeftovers(Duration age) {
    clickHouse
        .read(LEFTOVERS, Map.of("seconds", age.toSeconds()), RowBinaryReader::readLong)
        .forEach(this::dropPieces);
  }

  private void dropPieces(long run) {
    clickHouse.execute(DROP_PIECES, Map.of("run", run));
  }

  private record Chunk(RowBinaryWriter rows, int senders, int version) {}

  private Chunk chunk(long run, List<RestatementTable.Pending> pending) {
    List<Integer> numbers =
        pending.stream().map(one -> one.restatement().sender().number()).toList();
    Map<Integer, SenderPersonTable.Stored> stored = persons.find(numbers);
    Map<Integer, PropertyHistory> histories = new HashMap<>();
    facts.sendersByNumber(numbers).forEach(one -> histories.put(one.number(), one.history()));
    RowBinaryWriter rows = new RowBinaryWriter(1 << 16);
    int place = 0;
    int pieces = 0;
    int version = 0;
    for (RestatementTable.Pending one : pending) {
      if (pieces >= PIECES_MAX) {
        break;
      }
      SenderNumber sender = one.restatement().sender();
      SenderPerson person = personOf(sender.number(), stored);
      PropertyHistory history =
          histories.getOrDefault(sender.number(), PropertyHistory.EMPTY).joined(person.shared());
      List<Piece> ofSender = Piece.of(person.owners(), history, one.restatement().fromMillis());
      for (Piece piece : ofSender) {
        write(run, sender, place, piece, person.version(), rows);
      }
      pieces += ofSender.size();
      version = Math.max(version, one.version());
      place++;
    }
    return new Chunk(rows, place, version);
  }

  private static SenderPerson personOf(int number, Map<Integer, SenderPersonTable.Stored> stored) {
    SenderPersonTable.Stored one = stored.get(number);
    return one == null ? SenderPerson.alone(number) : one.person();
  }

  private static void write(
      long run, SenderNumber sender, int place, Piece piece, int version, RowBinaryWriter rows) {
    rows.writeLong(run).writeInt(sender.project()).writeInt(sender.number()).writeInt(place);
    rows.writeLong(piece.fromMillis()).writeInt(piece.person());
    rows.writeLength(piece.kept().size());
    piece.kept().forEach(rows::writeText);
    PropertyMaps.write(piece.properties(), rows);
    for (EventsTable.Promoted promoted : EventsTable.promoted()) {
      if (promoted.ofUser()) {
        rows.writeText(PropertyMaps.promoted(piece.properties().get(promoted.property())));
      }
    }
    rows.writeInt(version);
  }
}
