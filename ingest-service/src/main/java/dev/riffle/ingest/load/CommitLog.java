package dev.riffle.ingest.load;

import dev.riffle.ingest.load.delivery.Progress;

/** Port: where one partition's progress is noted. */
@FunctionalInterface
interface CommitLog {
  /**
   * Commits how far the partition is loaded. Blocks until it is noted, which only the partition's
   * owner can bring about.
   *
   * @throws PartitionLostException when the partition belongs to somebody else by now
   */
  void commit(Progress progress) throws InterruptedException;

  /** Another member of the group owns the partition; what has been stored stays stored. */
  final class PartitionLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartitionLostException(Throwable cause) {
      super(cause);
    }
  }
}
