package dev.riffle.ingest.load.audit;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Port: the closed buckets and what was found in them. Thread-safe; every method may throw an
 * {@link dev.riffle.ingest.load.table.EngineException}.
 */
public interface LedgerStore {
  /**
   * Keeps what these buckets must hold; durable on return. Closing a bucket again, as after a
   * crash, changes nothing but that it is audited again.
   */
  void close(Collection<ClosedBucket> buckets);

  /**
   * Closed buckets that have not been audited, or were not equal then; never audited ones first.
   *
   * @param partitions of which Kafka partitions, also of earlier topics
   * @param max at most that many
   */
  List<Unsettled> unsettled(Set<Integer> partitions, int max);

  /**
   * Keeps what was found. Has no effect when the bucket has been closed once more since it was
   * read.
   */
  void note(Unsettled bucket, Verdict verdict, FoundRows found);

  /**
   * A bucket to audit.
   *
   * @param verdict of the last look
   * @param closedAtMillis tells this closing from a later one
   */
  record Unsettled(ClosedBucket closed, Verdict verdict, long closedAtMillis) {}
}
