package dev.riffle.ingest.load.retry;

import java.util.ArrayList;
import java.util.List;

/**
 * Says of most keys that were never added that they were not, in one or a few looks at memory: a
 * split block Bloom filter, as Apache Parquet's specification has it (a block of eight words, one
 * bit in each). It saves asking RocksDB for every event once for each day of the window.
 *
 * <p>It grows in steps, each four times as large as the one before. One thread.
 */
final class KeyFilter {
  /** 256 bits for 16 keys: one key in 400 that were not added looks as if it was. */
  private static final int KEYS_PER_BLOCK = 16;

  private static final int WORDS_PER_BLOCK = 8;
  private static final int BLOCKS_INITIAL = 2048;
  private static final int BLOCKS_MAX = 1 << 26;
  private static final int GROWTH = 4;

  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final List<int[]> full = new ArrayList<>(4);
  private int[] words;
  private long room;

  /**
   * @param keys about how many are to be added
   */
  KeyFilter(long keys) {
    int blocks = Math.clamp(keys / KEYS_PER_BLOCK + 1, BLOCKS_INITIAL, BLOCKS_MAX);
    words = new int[blocks * WORDS_PER_BLOCK];
    room = (long) blocks * KEYS_PER_BLOCK;
  }

  void add(EventKey key) {
    if (room == 0) {
      full.add(words);
      int blocks = Math.min(words.length / WORDS_PER_BLOCK * GROWTH, BLOCKS_MAX);
      words = new int[blocks * WORDS_PER_BLOCK];
      room = (long) blocks * KEYS_PER_BLOCK;
    }
    room--;
    long hash = hash(key);
    int block = block(words, hash);
    for (int i = 0; i < WORDS_PER_BLOCK; i++) {
      words[block + i] |= bit((int) hash, i);
    }
  }

  /** False only when the key has not been added. */
  boolean mayContain(EventKey key) {
    long hash = hash(key);
    if (mayContain(words, hash)) {
      return true;
    }
    for (int i = full.size() - 1; i >= 0; i--) {
      if (mayContain(full.get(i), hash)) {
        return true;
      }
    }
    return false;
  }

  long byteCount() {
    long bytes = (long) words.length * Integer.BYTES;
    for (int[] step : full) {
      bytes += (long) step.length * Integer.BYTES;
    }
    return bytes;
  }

  private static boolean mayContain(int[] words, long hash) {
    int block = block(words, hash);
    for (int i = 0; i < WORDS_PER_BLOCK; i++) {
      if ((words[block + i] & bit((int) hash, i)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int block(int[] words, long hash) {
    long blocks = words.length / WORDS_PER_BLOCK;
    return (int) (((hash >>> 32) * blocks) >>> 32) * WORDS_PER_BLOCK;
  }

  private static int bit(int hash, int word) {
    return 1 << ((hash * SALT[word]) >>> 27);
  }

  /** The finish of MurmurHash3: both halves depend on all bits. */
  private static long hash(EventKey key) {
    long hash = key.message() ^ (key.sender() * 0x9E3779B97F4A7C15L);
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
