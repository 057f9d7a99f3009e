package dev.riffle.ingest.load.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.table.LoadLedgerTable;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.table.ClickHouse;
import dev.riffle.testing.ClickHouseEngine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The audit's tables in a real engine; the ledger's as every store, and a bucket of 1 M rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseAuditIT extends LedgerStoreContract {
  private static final int PART = 0xF00D_0002;
  private static final long ROWS = 1_000_000;

  /**
   * Rows as the loader writes them: 200 events, 100,000 persons, a month, three of a thousand
   * offsets unused.
   */
  private static final String FILL =
      """
      INSERT INTO events (project, event, kind, aid, ts, uid, _source, _offset, _ingest_id)
      SELECT 1, concat('Used Feature ', toString(cityHash64(number, 1) % 200)), 'track',
             cityHash64(number, 2) % 100000, toDateTime64('2026-10-01 00:00:00', 3, 'UTC') + number / 4,
             1, {part:UInt32}, number + intDiv(number, 1000) * 3, cityHash64(number, 3)
      FROM numbers({from:UInt64}, {rows:UInt64})
      """;

  /** As docs/delivery.md has it. */
  private static final String DELETE_DOUBLED =
      """
      DELETE FROM events WHERE _source = {part:UInt32} AND _offset >= {from:Int64} AND _offset < {to:Int64}
        AND _ingest_id IN (
          SELECT _ingest_id FROM events
          WHERE _source = {part:UInt32} AND _offset >= {from:Int64} AND _offset < {to:Int64}
          GROUP BY _ingest_id HAVING count() > 1)
      """;

  private ClickHouseEngine engine;
  private ClickHouse clickHouse;

  @BeforeAll
  void startEngine() {
    engine = ClickHouseEngine.start();
    clickHouse =
        new ClickHouse(
            engine.url(),
            engine.database(),
            engine.writer().user(),
            engine.writer().password(),
            Duration.ofSeconds(60));
    new Migrator(clickHouse).migrate();
  }

  @AfterAll
  void stopEngine() throws Exception {
    clickHouse.close();
    engine.close();
  }

  @BeforeEach
  void emptyTables() {
    clickHouse.execute("TRUNCATE TABLE load_ledger", Map.of());
    clickHouse.execute("TRUNCATE TABLE events", Map.of());
  }

  @Override
  protected LedgerStore store() {
    return new ClickHouseLedgerStore(clickHouse, () -> now);
  }

  @Test
  void theTableIsAsTheCodeSays() {
    assertThat(
            clickHouse.read(
                "SELECT concat(name, ' ', type) FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position",
                Map.of("table", LoadLedgerTable.NAME),
                RowBinaryReader::readText))
        .containsExactlyElementsOf(
            LoadLedgerTable.columns().stream().map(c -> c.columnName() + " " + c.type()).toList());
  }

  @Test
  void aRangeWithoutRowsIsFoundEmpty() {
    assertThat(new ClickHouseStoredRows(clickHouse).find(PART, 0, Long.MAX_VALUE))
        .isEqualTo(new FoundRows(RowSum.NONE, 0, 0));
  }

  @Test
  void aMillionRowsAreFoundAsTheLedgerCountsThem() {
    for (long from = 0; from < ROWS; from += ROWS / 20) {
      fill(from, ROWS / 20);
    }
    ClickHouseStoredRows stored = new ClickHouseStoredRows(clickHouse);
    Ledger ledger = Ledger.startingAt(0, PART, ROWS);
    LedgerBatch batch = ledger.batch();
    for (long[] row : rows()) {
      batch.add(row[0], row[1]);
    }
    ledger = ledger.with(batch, ROWS + 4000);
    assertThat(ledger.closed()).hasSize(1);
    ClosedBucket closed = ledger.closed().getFirst();
    assertThat(closed.expected().rows()).isBetween(ROWS - 4000, ROWS - 2000);

    measured("a closed bucket in 20 parts", closed, stored, Verdict.EQUAL);
    clickHouse.execute("OPTIMIZE TABLE events FINAL", Map.of());
    measured("a closed bucket in one part", closed, stored, Verdict.EQUAL);
    assertThat(Verdict.of(ledger.running(), stored.find(PART, ROWS, ledger.next())))
        .isEqualTo(Verdict.EQUAL);

    fill(10, 1);
    measured("with a doubled row", closed, stored, Verdict.DOUBLED_ROWS);
    clickHouse.execute(
        DELETE_DOUBLED,
        Map.of(
            "part",
            Integer.toUnsignedLong(PART),
            "from",
            closed.bucket().from(),
            "to",
            closed.bucket().to()));
    measured("with a lost row", closed, stored, Verdict.MISSING_ROWS);
    fill(10, 1);
    measured("repaired", closed, stored, Verdict.EQUAL);
  }

  private void fill(long from, long rows) {
    clickHouse.execute(
        FILL, Map.of("part", Integer.toUnsignedLong(PART), "from", from, "rows", rows));
  }

  private Iterable<long[]> rows() {
    return clickHouse.read(
        "SELECT _offset, _ingest_id FROM events WHERE _source = {part:UInt32}",
        Map.of("part", Integer.toUnsignedLong(PART)),
        row -> new long[] {row.readLong(), row.readLong()});
  }

  private static void measured(
      String what, ClosedBucket closed, StoredRows stored, Verdict verdict) {
    long start = System.nanoTime();
    FoundRows found =
        stored.find(closed.bucket().part(), closed.bucket().from(), closed.bucket().to());
    System.out.printf(
        "audit of %s: %d rows, %d ms%n",
        what, found.sum().rows(), (System.nanoTime() - start) / 1_000_000);
    assertThat(Verdict.of(closed.expected(), found)).as(what).isEqualTo(verdict);
  }
}
