package dev.riffle.ingest.load.audit;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Compares what is in {@code events} with what the ledgers expect, for the partitions assigned to
 * this process: each closed bucket until it has once been found equal, and the running buckets up
 * to their last commit. Only looks; repairs nothing. One thread.
 *
 * <p>An event that is erased or expired after it was loaded would be found missing: riffle does
 * neither yet.
 */
final class Auditor {
  /** Closed buckets in one round; what is left comes in the next. */
  static final int BUCKETS_MAX = 64;

  /** Running buckets are looked at again and again, so that takes at most a part of all time. */
  private static final int RUNNING_SHARE = 20;

  private final LedgerStore store;
  private final StoredRows rows;
  private final RunningLedgers ledgers;
  private final Observer observer;
  private final InstantSource clock;
  private final Map<Integer, Ledger> audited = new HashMap<>();
  private long runningDueMillis;

  /** Told what was found. */
  interface Observer {
    /**
     * A range was looked at.
     *
     * @param to end of the range, exclusive: that of the bucket, or before it while it is running
     */
    void audited(ClosedBucket bucket, long to, FoundRows found, Verdict verdict);

    /**
     * A round is complete.
     *
     * @param partitions that are assigned
     */
    void finished(Set<Integer> partitions);
  }

  Auditor(
      LedgerStore store,
      StoredRows rows,
      RunningLedgers ledgers,
      Observer observer,
      InstantSource clock) {
    this.store = store;
    this.rows = rows;
    this.ledgers = ledgers;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * One round.
   *
   * @throws dev.riffle.ingest.load.table.EngineException when the engine does not answer; the next
   *     round looks at what this one has not
   */
  void round() {
    Set<Integer> partitions = ledgers.partitions();
    if (!partitions.isEmpty()) {
      for (LedgerStore.Unsettled bucket : store.unsettled(partitions, BUCKETS_MAX)) {
        settle(bucket);
      }
      lookAtRunning();
    }
    observer.finished(partitions);
  }

  private void settle(LedgerStore.Unsettled unsettled) {
    ClosedBucket closed = unsettled.closed();
    Bucket bucket = closed.bucket();
    FoundRows found = rows.find(bucket.part(), bucket.from(), bucket.to());
    Verdict verdict = Verdict.of(closed.expected(), found);
    observer.audited(closed, bucket.to(), found, verdict);
    store.note(unsettled, verdict, found);
  }

  private void lookAtRunning() {
    long start = clock.millis();
    if (start < runningDueMillis) {
      return;
    }
    for (Ledger ledger : ledgers.all()) {
      boolean isNew = !ledger.equals(audited.get(ledger.part()));
      if (isNew && ledger.whole() && ledger.running().rows() > 0) {
        Bucket bucket = ledger.bucket();
        FoundRows found = rows.find(bucket.part(), bucket.from(), ledger.next());
        Verdict verdict = Verdict.of(ledger.running(), found);
        observer.audited(new ClosedBucket(bucket, ledger.running()), ledger.next(), found, verdict);
        if (verdict == Verdict.EQUAL) {
          audited.put(ledger.part(), ledger);
        }
      }
    }
    long end = clock.millis();
    runningDueMillis = end + RUNNING_SHARE * (end - start);
  }
}
