package dev.riffle.ingest.load.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.ingest.load.table.EngineException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditorTest {
  private static final int PART = 5 << 16 | 2;
  private static final long SIZE = 100;

  private record Row(long offset, long ingestId) {}

  private final List<Row> table = new ArrayList<>();
  private final RunningLedgers ledgers = new RunningLedgers();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Random ids = new Random(1);
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");
  private final InMemoryLedgerStore store = new InMemoryLedgerStore(() -> now);
  private final AuditStatus status = new AuditStatus(meters, () -> now);
  private int looks;
  private boolean away;
  private long lookMillis;
  private final Auditor auditor = new Auditor(store, this::find, ledgers, status, () -> now);
  private Ledger ledger = Ledger.startingAt(0, PART, SIZE);

  private FoundRows find(int part, long from, long to) {
    if (away) {
      throw new EngineException.Unavailable("away", new IOException("cut"));
    }
    looks++;
    now = now.plusMillis(lookMillis);
    List<Row> found =
        table.stream()
            .filter(row -> part == PART && row.offset() >= from && row.offset() < to)
            .toList();
    RowSum sum = RowSum.NONE;
    for (Row row : found) {
      sum = sum.plus(new RowSum(1, row.ingestId(), row.ingestId()));
    }
    return new FoundRows(
        sum,
        found.stream().map(Row::offset).distinct().count(),
        found.stream().map(Row::ingestId).distinct().count());
  }

  /** One batch, stored, closed and committed. */
  private void load(long upTo) {
    LedgerBatch batch = ledger.batch();
    for (long offset = ledger.next(); offset < upTo; offset++) {
      Row row = new Row(offset, ids.nextLong());
      table.add(row);
      batch.add(row.offset(), row.ingestId());
    }
    ledger = ledger.with(batch, upTo);
    store.close(ledger.closed());
    ledgers.committed(ledger);
  }

  private void round() {
    now = now.plusSeconds(60);
    auditor.round();
  }

  private double mismatches(Verdict verdict) {
    return meters
        .get("riffle.load.audit.mismatches")
        .tag("verdict", verdict.word())
        .counter()
        .count();
  }

  @Test
  void looksAtAClosedBucketOnceAndFindsItEqual() {
    load(100);
    round();
    round();
    assertThat(looks).isEqualTo(1);
    assertThat(store.rows.values())
        .extracting(InMemoryLedgerStore.Row::verdict)
        .containsExactly(Verdict.EQUAL);
    assertThat(status.words()).isEqualTo("1 looks, all equal, last round 0 s ago");
  }

  @Test
  void looksAtTheRunningBucketUpToTheLastCommitWheneverItHasGrown() {
    load(40);
    // landed, but its batch is not committed yet
    table.add(new Row(40, 1));
    round();
    assertThat(status.words()).startsWith("1 looks, all equal");
    round();
    assertThat(looks).isEqualTo(1);
    table.removeLast();
    load(70);
    round();
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void aLostRowIsToldOnceAndAgainGoneWhenItIsRepaired() {
    load(150);
    Row lost = table.remove(20);
    round();
    round();
    assertThat(mismatches(Verdict.MISSING_ROWS)).isEqualTo(1);
    assertThat(meters.get("riffle.load.audit.mismatched.buckets").gauge().value()).isEqualTo(1);
    assertThat(status.words())
        .isEqualTo("1 mismatched: part 327682 bucket 0: missing_rows, see the log");
    table.add(lost);
    round();
    assertThat(mismatches(Verdict.MISSING_ROWS)).isEqualTo(1);
    assertThat(meters.get("riffle.load.audit.mismatched.buckets").gauge().value()).isZero();
    assertThat(status.words()).contains("all equal");
  }

  @Test
  void aDoubledRowOfTheRunningBucketIsToldBeforeItIsClosedAndNotAgainThen() {
    load(50);
    table.add(table.getFirst());
    round();
    assertThat(mismatches(Verdict.DOUBLED_ROWS)).isEqualTo(1);
    load(100);
    round();
    assertThat(mismatches(Verdict.DOUBLED_ROWS)).isEqualTo(1);
    assertThat(status.words()).startsWith("1 mismatched");
  }

  @Test
  void aChangedRowIsTold() {
    load(100);
    table.set(7, new Row(7, 4711));
    round();
    assertThat(mismatches(Verdict.OTHER_CONTENT)).isEqualTo(1);
  }

  @Test
  void doesNotLookAtABucketThatItsLedgerKnowsOnlyInPart() {
    ledger = Ledger.startingAt(30, PART, SIZE);
    load(90);
    round();
    load(120);
    round();
    assertThat(looks).isEqualTo(1);
    assertThat(status.words()).contains("all equal");
  }

  @Test
  void leavesPartitionsAloneThatAreNotAssigned() {
    load(150);
    table.clear();
    round();
    assertThat(status.words()).startsWith("2 mismatched");
    ledgers.revoked(PART);
    looks = 0;
    round();
    assertThat(looks).isZero();
    assertThat(status.words()).doesNotContain("mismatched");
  }

  @Test
  void anEngineThatIsAwayEndsTheRoundAndTheNextOneLooksAgain() {
    load(100);
    away = true;
    assertThatThrownBy(this::round).isInstanceOf(EngineException.Unavailable.class);
    assertThat(status.words()).isEqualTo("no round yet");
    away = false;
    round();
    assertThat(store.rows.values())
        .extracting(InMemoryLedgerStore.Row::verdict)
        .containsExactly(Verdict.EQUAL);
  }

  @Test
  void runningBucketsTakeAtMostATwentiethOfTheTime() {
    lookMillis = 10_000;
    load(10);
    round();
    load(20);
    round();
    assertThat(looks).isEqualTo(1);
    now = now.plusSeconds(79);
    round();
    assertThat(looks).isEqualTo(1);
    round();
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void moreBucketsThanOneRoundTakesAreLeftForTheNext() {
    load((Auditor.BUCKETS_MAX + 3) * SIZE);
    round();
    assertThat(looks).isEqualTo(Auditor.BUCKETS_MAX);
    round();
    assertThat(looks).isEqualTo(Auditor.BUCKETS_MAX + 3);
  }
}
