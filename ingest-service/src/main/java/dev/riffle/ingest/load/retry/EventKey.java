package dev.riffle.ingest.load.retry;

/**
 * What a retry has in common with the first try: 96 bits, both halves columns of {@code events}, so
 * that an index of them can be made again from the table.
 *
 * @param sender dense number of the sender, column {@code aid}; the scope of message ids
 * @param message xxHash64 of the message id, column {@code mid}; of a record without one, the low
 *     half of its ingest id
 */
public record EventKey(int sender, long message) {
  public EventKey {
    if (message == 0) {
      throw new IllegalArgumentException("0 is neither a message id's hash nor an ingest id");
    }
  }

  @Override
  public int hashCode() {
    // the message is a hash already, and this is asked several times for every event
    return (int) message ^ (int) (message >>> 32) ^ sender;
  }
}
