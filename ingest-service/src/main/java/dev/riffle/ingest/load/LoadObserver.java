package dev.riffle.ingest.load;

import dev.riffle.ingest.load.audit.Ledger;
import java.time.Duration;
import java.time.Instant;

/** Told what one partition's loading does, for metrics. Called on the partition's thread. */
public interface LoadObserver extends BatchDelivery.Observer {
  /**
   * A batch is delivered and committed: no record of it is ever told again.
   *
   * @param time from the last record taken until everything of it was durable
   */
  void batchDelivered(BatchOutcome outcome, Duration time);

  /** User property operations that had no effect. */
  void operationsWithoutEffect(int refused, int tooLate);

  /** A record was not stored: its message id is that of an earlier one, its content is not. */
  void conflict(int part, long offset, int firstPart, long firstOffset);

  /** The partition's ledger as it is committed now, or read from the last commit. */
  void ledgerCommitted(Ledger ledger);

  /** Records received since then are recognised when their sender sends them again. */
  void retriesKnownSince(int partition, Instant since);

  /** For tests and tools that do not look. */
  LoadObserver NONE =
      new LoadObserver() {
        @Override
        public void inserted(int rows, long nanos) {}

        @Override
        public void readBack(int rows, int landed, boolean swallowed) {}

        @Override
        public void batchDelivered(BatchOutcome outcome, Duration time) {}

        @Override
        public void operationsWithoutEffect(int refused, int tooLate) {}

        @Override
        public void conflict(int part, long offset, int firstPart, long firstOffset) {}

        @Override
        public void ledgerCommitted(Ledger ledger) {}

        @Override
        public void retriesKnownSince(int partition, Instant since) {}
      };
}
