package dev.riffle.local.clickhouse.wire;

/**
 * ClickHouse's own framing of compressed data: 16 bytes CityHash128 (version 1.0.2) of all that
 * follows, 1 byte method, 4 bytes compressed size with these 9 bytes, 4 bytes raw size, data;
 * numbers little-endian.
 */
final class CompressedBlocks {
  static final int CHECKSUM_BYTES = 16;
  static final int HEADER_BYTES = 9;

  static final int NONE = 0x02;
  static final int LZ4 = 0x82;
  static final int ZSTD = 0x90;

  /** ClickHouse's DBMS_MAX_COMPRESSED_SIZE. */
  static final int MAX_BLOCK_BYTES = 0x40000000;

  private CompressedBlocks() {}

  /** CityHash128 of version 1.0.2 as two numbers; later versions hash otherwise. */
  // deprecated with the old client it came with, which the current client still depends on
  @SuppressWarnings("deprecation")
  static long[] checksum(byte[] bytes, int offset, int length) {
    return com.clickhouse.data.ClickHouseCityHash.cityHash128(bytes, offset, length);
  }
}
