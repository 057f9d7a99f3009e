package dev.riffle.ingest.load.retry;

/**
 * One appearance of a message id in the log.
 *
 * @param part the very topic and the partition, as in the column {@code _source}
 * @param offset in the partition
 * @param ingestId low half of the ingest id
 * @param content {@link ContentChecksum} of what was sent, {@link ContentChecksum#UNKNOWN} when the
 *     index was made from the table
 */
public record Occurrence(int part, long offset, long ingestId, int content) {
  /**
   * True when this one makes the other a duplicate: another place in the log, and an earlier one.
   * Every other topic is an earlier one. A place is offset and ingest id: offsets are used again
   * after a log has been truncated, and a record that was put into the log a second time keeps its
   * ingest id.
   *
   * <p>Never true of a record and itself: read again after a crash, it is not a duplicate.
   */
  public boolean isBefore(Occurrence other) {
    return part != other.part
        || offset < other.offset
        || (offset == other.offset && ingestId != other.ingestId);
  }

  /** True when it is known that the two did not carry the same. */
  public boolean conflictsWith(Occurrence other) {
    return content != other.content
        && content != ContentChecksum.UNKNOWN
        && other.content != ContentChecksum.UNKNOWN;
  }
}
