package dev.riffle.ingest.load.retry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Priority;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * What all partitions' indexes share outside of the Java heap: one cache with one limit, which
 * write buffers, indexes and Bloom filters count against too, and two background threads. Closed
 * after the last index.
 */
final class RocksMemory implements AutoCloseable {
  private static final int CACHE_SHARDS_LOG2 = 2;
  private static final int BLOOM_BITS_PER_KEY = 10;
  private static final int BLOCK_BYTES = 4096;

  /** A quarter of the memory waits to be written, in pieces of an eighth of it. */
  private static final int WRITE_SHARE = 4;

  private static final long WRITE_BUFFER_MIN = 1 << 20;
  private static final long WRITE_BUFFER_MAX = 16 << 20;
  private static final long ARENA_BLOCK_BYTES = 64 << 10;
  private static final long LOG_BYTES_MAX = 1 << 20;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;
  private final BloomFilter bloom;
  private final ColumnFamilyOptions family;
  private final DBOptions database;
  private final ReadOptions read;
  private final ReadOptions scan;
  private final WriteOptions write;
  private final FlushOptions flush;

  /**
   * @param directory where the library's native part is unpacked: under one name, so that a process
   *     that is killed leaves no copy of it behind with each start
   * @param bytes of native memory for all indexes together
   */
  RocksMemory(Path directory, long bytes) {
    loadLibrary(directory);
    // two for the process: one that flushes, one that compacts
    Env.getDefault().setBackgroundThreads(1, Priority.HIGH).setBackgroundThreads(1, Priority.LOW);
    cache = new LRUCache(bytes, CACHE_SHARDS_LOG2);
    writeBuffers = new WriteBufferManager(bytes / WRITE_SHARE, cache);
    bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    family = family(Math.clamp(bytes / WRITE_SHARE / 2, WRITE_BUFFER_MIN, WRITE_BUFFER_MAX));
    database =
        new DBOptions()
            .setCreateIfMissing(true)
            // a batch is on disk with all its families or not at all: without a log of its own,
            // the position might otherwise be written before the entries that it speaks for
            .setAtomicFlush(true)
            .setWriteBufferManager(writeBuffers)
            .setMaxBackgroundJobs(2)
            .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
            .setMaxLogFileSize(LOG_BYTES_MAX)
            .setKeepLogFileNum(2)
            .setStatsDumpPeriodSec(0)
            // RocksRetryIndex.close does it, where it still makes sense
            .setAvoidFlushDuringShutdown(true);
    read = new ReadOptions();
    scan = new ReadOptions().setFillCache(false);
    // what is not written in time is read from the table again
    // and waiting for a disk that is full must not happen where nothing can end it
    write = new WriteOptions().setDisableWAL(true).setNoSlowdown(true);
    flush = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true);
  }

  private static void loadLibrary(Path directory) {
    try {
      Files.createDirectories(directory);
      NativeLibraryLoader.getInstance().loadLibrary(directory.toAbsolutePath().toString());
    } catch (IOException e) {
      throw new RetryIndexException("the native part of RocksDB cannot be unpacked", e);
    }
    RocksDB.loadLibrary();
  }

  private ColumnFamilyOptions family(long writeBufferBytes) {
    return new ColumnFamilyOptions()
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(bloom)
                // in pieces and inside the cache: bounded, however many ids there are
                .setCacheIndexAndFilterBlocks(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setPinTopLevelIndexAndFilter(true))
        .setWriteBufferSize(writeBufferBytes)
        .setArenaBlockSize(ARENA_BLOCK_BYTES)
        // hashes do not compress
        .setCompressionType(CompressionType.NO_COMPRESSION);
  }

  ColumnFamilyOptions family() {
    return family;
  }

  DBOptions database() {
    return database;
  }

  /** Waits until what was written is on disk; never waits for a full disk. */
  FlushOptions flush() {
    return flush;
  }

  ReadOptions read() {
    return read;
  }

  /** For reading a whole family once. */
  ReadOptions scan() {
    return scan;
  }

  WriteOptions write() {
    return write;
  }

  @Override
  public void close() {
    List.of(flush, write, scan, read, database, family, bloom, writeBuffers, cache)
        .forEach(AbstractNativeReference::close);
  }
}
