package dev.riffle.ingest.load.retry;

/**
 * A place in one partition of one very topic.
 *
 * @param part topic and partition, as in the column {@code _source}
 * @param offset everything before it is meant
 */
public record LogPosition(int part, long offset) {
  public LogPosition {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }
}
