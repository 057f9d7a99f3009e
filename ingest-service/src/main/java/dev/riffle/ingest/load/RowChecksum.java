package dev.riffle.ingest.load;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of ingest ids: whether a range of offsets still holds the records it held before. */
final class RowChecksum {
  private static final int IDS = 512;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer ids = ByteBuffer.allocate(IDS * Long.BYTES);

  void add(long ingestId) {
    if (!ids.hasRemaining()) {
      flush();
    }
    ids.putLong(ingestId);
  }

  int value() {
    flush();
    return (int) crc.getValue();
  }

  void clear() {
    ids.clear();
    crc.reset();
  }

  private void flush() {
    crc.update(ids.flip());
    ids.clear();
  }
}
