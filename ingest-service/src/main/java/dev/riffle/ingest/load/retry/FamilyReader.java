package dev.riffle.ingest.load.retry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ByteBufferGetStatus;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * Reads many keys of one column family at once, in buffers that are used again. Every answer has a
 * status of its own: the library's simpler calls say of a key in a damaged block that it is not
 * there. One thread.
 */
final class FamilyReader {
  private static final int KEYS_MAX = 1024;

  private final RocksDB database;
  private final ReadOptions options;
  private final List<ByteBuffer> keys = new ArrayList<>(KEYS_MAX);
  private final List<ByteBuffer> values = new ArrayList<>(KEYS_MAX);

  FamilyReader(RocksDB database, ReadOptions options) {
    this.database = database;
    this.options = options;
    ByteBuffer allKeys = ByteBuffer.allocateDirect(KEYS_MAX * RetryEntryBytes.KEY_BYTES);
    ByteBuffer allValues = ByteBuffer.allocateDirect(KEYS_MAX * RetryEntryBytes.VALUE_BYTES);
    for (int i = 0; i < KEYS_MAX; i++) {
      keys.add(allKeys.slice(i * RetryEntryBytes.KEY_BYTES, RetryEntryBytes.KEY_BYTES));
      values.add(allValues.slice(i * RetryEntryBytes.VALUE_BYTES, RetryEntryBytes.VALUE_BYTES));
    }
  }

  /** The values in the order of the keys, null where there is none. */
  List<@Nullable Occurrence> read(ColumnFamilyHandle family, List<EventKey> asked)
      throws RocksDBException {
    List<@Nullable Occurrence> found = new ArrayList<>(asked.size());
    for (int from = 0; from < asked.size(); from += KEYS_MAX) {
      read(family, asked.subList(from, Math.min(asked.size(), from + KEYS_MAX)), found);
    }
    return found;
  }

  private void read(
      ColumnFamilyHandle family, List<EventKey> asked, List<@Nullable Occurrence> found)
      throws RocksDBException {
    for (int i = 0; i < asked.size(); i++) {
      RetryEntryBytes.put(asked.get(i), keys.get(i).clear());
      keys.get(i).flip();
      values.get(i).clear();
    }
    List<ByteBufferGetStatus> answers =
        database.multiGetByteBuffers(
            options,
            List.of(family),
            keys.subList(0, asked.size()),
            values.subList(0, asked.size()));
    for (ByteBufferGetStatus answer : answers) {
      if (answer.status.getCode() == Status.Code.Ok) {
        found.add(RetryEntryBytes.occurrence(answer.value));
      } else if (answer.status.getCode() == Status.Code.NotFound) {
        found.add(null);
      } else {
        throw new RocksDBException(answer.status);
      }
    }
  }
}
