package dev.riffle.ingest.load;

/**
 * How far one partition is behind the log.
 *
 * @param records between the committed offset and the end of the log, when that was last asked for
 * @param oldestMillis when the log took the oldest record that is here and not committed; 0 when
 *     none is here
 * @param unseenSinceMillis since when the log is known to have records of which none is here; 0
 *     when that is not so
 */
record PartitionLag(long records, long oldestMillis, long unseenSinceMillis) {
  static final PartitionLag NONE = new PartitionLag(0, 0, 0);

  /** What is here now; at every turn of the loop. */
  PartitionLag waiting(long oldestMillis) {
    return new PartitionLag(records, oldestMillis, oldestMillis == 0 ? unseenSinceMillis : 0);
  }

  /** The end of the log has been asked for. */
  PartitionLag measured(long records, long nowMillis) {
    boolean unseen = records > 0 && oldestMillis == 0;
    long since = unseenSinceMillis == 0 ? nowMillis : unseenSinceMillis;
    return new PartitionLag(records, oldestMillis, unseen ? since : 0);
  }

  /** Age of the oldest record that is not loaded; 0 when all are. */
  long millis(long nowMillis) {
    long since = oldestMillis != 0 ? oldestMillis : unseenSinceMillis;
    return since == 0 ? 0 : Math.max(0, nowMillis - since);
  }
}
