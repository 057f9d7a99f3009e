package dev.riffle.local.clickhouse.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes {@code compress=1}: LZ4 {@link CompressedBlocks} of up to 1 MB raw. */
public final class BlockOutput extends OutputStream {
  private static final int BLOCK_BYTES = 1 << 20;

  private final OutputStream out;
  private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
  private final byte[] block = new byte[BLOCK_BYTES];
  private int length;

  public BlockOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    block[length++] = (byte) b;
    if (length == BLOCK_BYTES) {
      writeBlock();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      int n = Math.min(left, BLOCK_BYTES - length);
      System.arraycopy(bytes, from, block, length, n);
      length += n;
      from += n;
      left -= n;
      if (length == BLOCK_BYTES) {
        writeBlock();
      }
    }
  }

  private void writeBlock() throws IOException {
    if (length == 0) {
      return;
    }
    int start = CompressedBlocks.CHECKSUM_BYTES;
    int data = start + CompressedBlocks.HEADER_BYTES;
    byte[] framed = new byte[data + compressor.maxCompressedLength(length)];
    int compressed =
        CompressedBlocks.HEADER_BYTES + compressor.compress(block, 0, length, framed, data);
    ByteBuffer numbers = ByteBuffer.wrap(framed).order(ByteOrder.LITTLE_ENDIAN);
    numbers.put(start, (byte) CompressedBlocks.LZ4);
    numbers.putInt(start + 1, compressed);
    numbers.putInt(start + 5, length);
    long[] hash = CompressedBlocks.checksum(framed, start, compressed);
    numbers.putLong(0, hash[0]);
    numbers.putLong(8, hash[1]);
    out.write(framed, 0, start + compressed);
    length = 0;
  }

  @Override
  public void flush() throws IOException {
    writeBlock();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    writeBlock();
    out.close();
  }
}
