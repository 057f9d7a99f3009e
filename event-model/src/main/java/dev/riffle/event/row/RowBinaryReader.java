package dev.riffle.event.row;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link RowBinaryWriter} and ClickHouse's {@code FORMAT RowBinary} write. */
public final class RowBinaryReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  public RowBinaryReader(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** True when another row begins here. */
  public boolean hasNext() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next >= 0;
  }

  public int readByte() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  public int readInt() throws IOException {
    return fill(Integer.BYTES).getInt();
  }

  public long readLong() throws IOException {
    return fill(Long.BYTES).getLong();
  }

  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  public int readLength() throws IOException {
    int length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = readByte();
      length |= (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return length;
      }
    }
    throw new IOException("a length has at most 5 bytes");
  }

  public String readText() throws IOException {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  public byte[] readBytes() throws IOException {
    int length = readLength();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private ByteBuffer fill(int bytes) throws IOException {
    number.clear().limit(bytes);
    if (in.readNBytes(number.array(), 0, bytes) < bytes) {
      throw new EOFException();
    }
    return number;
  }
}
