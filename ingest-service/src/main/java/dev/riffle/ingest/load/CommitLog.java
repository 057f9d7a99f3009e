package dev.riffle.ingest.load;

/** Port: where one partition's progress is noted. */
@FunctionalInterface
interface CommitLog {
  /**
   * Commits that everything before the offset is stored. Blocks until it is noted.
   *
   * @throws PartitionLostException when the partition belongs to somebody else by now
   */
  void commit(long nextOffset) throws InterruptedException;

  /** Another member of the group owns the partition; what has been stored stays stored. */
  final class PartitionLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartitionLostException(Throwable cause) {
      super(cause);
    }
  }
}
