package dev.riffle.ingest.load.retry;

import java.nio.ByteBuffer;

/**
 * Keys and values as the index has them on disk. Big-endian, so that the keys of one sender are
 * neighbours. The day is not among them: it is the name of the column family.
 */
final class RetryEntryBytes {
  /** Of everything in the directory; another one is made again from the table. */
  static final byte FORMAT = 1;

  static final int KEY_BYTES = Integer.BYTES + Long.BYTES;
  static final int VALUE_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;
  private static final int POSITION_BYTES = Integer.BYTES + Long.BYTES;

  private RetryEntryBytes() {}

  static void put(EventKey key, ByteBuffer bytes) {
    bytes.putInt(key.sender()).putLong(key.message());
  }

  static byte[] bytes(EventKey key) {
    byte[] bytes = new byte[KEY_BYTES];
    put(key, ByteBuffer.wrap(bytes));
    return bytes;
  }

  static EventKey key(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new EventKey(buffer.getInt(), buffer.getLong());
  }

  static byte[] bytes(Occurrence first) {
    byte[] bytes = new byte[VALUE_BYTES];
    ByteBuffer.wrap(bytes)
        .putInt(first.part())
        .putLong(first.offset())
        .putLong(first.ingestId())
        .putInt(first.content());
    return bytes;
  }

  static Occurrence occurrence(ByteBuffer bytes) {
    return new Occurrence(bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getInt());
  }

  static byte[] bytes(LogPosition position) {
    byte[] bytes = new byte[POSITION_BYTES];
    ByteBuffer.wrap(bytes).putInt(position.part()).putLong(position.offset());
    return bytes;
  }

  static LogPosition position(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new LogPosition(buffer.getInt(), buffer.getLong());
  }
}
