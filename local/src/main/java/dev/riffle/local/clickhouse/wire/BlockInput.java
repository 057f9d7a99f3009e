package dev.riffle.local.clickhouse.wire;

import com.github.luben.zstd.Zstd;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** Reads {@code decompress=1}: the plain bytes of {@link CompressedBlocks}, checksums verified. */
public final class BlockInput extends InputStream {
  private final InputStream in;
  private final int maxBlockBytes;
  private byte[] block = new byte[0];
  private int position;
  private int limit;

  /**
   * @param maxBlockBytes of one block, raw or compressed; larger ones are refused unread
   */
  public BlockInput(InputStream in, int maxBlockBytes) {
    this.in = in;
    this.maxBlockBytes = Math.min(maxBlockBytes, CompressedBlocks.MAX_BLOCK_BYTES);
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(block, position, bytes, offset, n);
    position += n;
    return n;
  }

  private boolean fill() throws IOException {
    while (position >= limit) {
      if (!nextBlock()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextBlock() throws IOException {
    byte[] checksum = in.readNBytes(CompressedBlocks.CHECKSUM_BYTES);
    if (checksum.length == 0) {
      return false;
    }
    byte[] header = in.readNBytes(CompressedBlocks.HEADER_BYTES);
    if (checksum.length < CompressedBlocks.CHECKSUM_BYTES
        || header.length < CompressedBlocks.HEADER_BYTES) {
      throw new EOFException("compressed block ends in its header");
    }
    ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int method = header[0] & 0xff;
    int compressed = numbers.getInt(1);
    int raw = numbers.getInt(5);
    if (compressed < CompressedBlocks.HEADER_BYTES
        || compressed > maxBlockBytes
        || raw < 0
        || raw > maxBlockBytes) {
      throw new IOException("compressed block has impossible sizes");
    }
    byte[] hashed = new byte[compressed];
    System.arraycopy(header, 0, hashed, 0, header.length);
    int wanted = compressed - header.length;
    if (in.readNBytes(hashed, header.length, wanted) < wanted) {
      throw new EOFException("compressed block ends in its data");
    }
    verify(checksum, hashed);
    decompress(method, hashed, raw);
    position = 0;
    limit = raw;
    return true;
  }

  private static void verify(byte[] checksum, byte[] hashed) throws IOException {
    long[] hash = CompressedBlocks.checksum(hashed, 0, hashed.length);
    ByteBuffer expected = ByteBuffer.wrap(checksum).order(ByteOrder.LITTLE_ENDIAN);
    if (expected.getLong(0) != hash[0] || expected.getLong(8) != hash[1]) {
      throw new IOException("checksum of a compressed block does not match");
    }
  }

  private void decompress(int method, byte[] hashed, int raw) throws IOException {
    if (block.length < raw) {
      block = new byte[raw];
    }
    int from = CompressedBlocks.HEADER_BYTES;
    int length = hashed.length - from;
    switch (method) {
      case CompressedBlocks.LZ4 -> {
        try {
          int size =
              LZ4Factory.fastestInstance()
                  .safeDecompressor()
                  .decompress(hashed, from, length, block, 0, raw);
          if (size != raw) {
            throw new IOException("compressed block has another size than it says");
          }
        } catch (LZ4Exception e) {
          throw new IOException("compressed block is not LZ4", e);
        }
      }
      case CompressedBlocks.ZSTD -> {
        long size = Zstd.decompressByteArray(block, 0, raw, hashed, from, length);
        if (Zstd.isError(size) || size != raw) {
          throw new IOException("compressed block is not ZSTD of its size");
        }
      }
      case CompressedBlocks.NONE -> {
        if (length != raw) {
          throw new IOException("stored block has two sizes");
        }
        System.arraycopy(hashed, from, block, 0, raw);
      }
      default -> throw new IOException("unknown compression method " + method);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
