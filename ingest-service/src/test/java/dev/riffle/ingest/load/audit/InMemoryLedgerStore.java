package dev.riffle.ingest.load.audit;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code load_ledger} in memory. */
final class InMemoryLedgerStore implements LedgerStore {
  record Row(
      ClosedBucket closed,
      Verdict verdict,
      long closedAtMillis,
      long auditedAtMillis,
      @Nullable FoundRows found) {
    long version() {
      return 2 * closedAtMillis + (verdict == Verdict.UNAUDITED ? 0 : 1);
    }
  }

  final Map<Bucket, Row> rows = new LinkedHashMap<>();
  private final InstantSource clock;

  InMemoryLedgerStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void close(Collection<ClosedBucket> buckets) {
    for (ClosedBucket bucket : buckets) {
      put(new Row(bucket, Verdict.UNAUDITED, clock.millis(), 0, null));
    }
  }

  @Override
  public List<Unsettled> unsettled(Set<Integer> partitions, int max) {
    return rows.values().stream()
        .filter(row -> partitions.contains(row.closed().bucket().partition()))
        .filter(row -> row.verdict() != Verdict.EQUAL)
        .sorted(
            Comparator.comparingLong(Row::auditedAtMillis).thenComparingLong(Row::closedAtMillis))
        .limit(max)
        .map(row -> new Unsettled(row.closed(), row.verdict(), row.closedAtMillis()))
        .toList();
  }

  @Override
  public void note(Unsettled bucket, Verdict verdict, FoundRows found) {
    put(new Row(bucket.closed(), verdict, bucket.closedAtMillis(), clock.millis(), found));
  }

  private void put(Row row) {
    rows.merge(
        row.closed().bucket(), row, (old, one) -> one.version() >= old.version() ? one : old);
  }
}
