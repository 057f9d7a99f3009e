package dev.riffle.event.row;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing buffer that takes values in ClickHouse's RowBinary format: little-endian numbers, texts
 * and maps preceded by their length as LEB128. One thread.
 */
public final class RowBinaryWriter {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer;
  private int size;

  public RowBinaryWriter(int initialCapacity) {
    buffer = new byte[initialCapacity];
  }

  public int size() {
    return size;
  }

  /** Takes back everything after that size; for example a row that could not be finished. */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("size is " + size + ", not " + newSize);
    }
    size = newSize;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes the bytes from {@code start} up to {@code end}. */
  public void copyTo(OutputStream out, int start, int end) throws IOException {
    out.write(buffer, start, end - start);
  }

  public RowBinaryWriter writeByte(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  public RowBinaryWriter writeShort(int value) {
    reserve(Short.BYTES);
    SHORT.set(buffer, size, (short) value);
    size += Short.BYTES;
    return this;
  }

  public RowBinaryWriter writeInt(int value) {
    reserve(Integer.BYTES);
    INT.set(buffer, size, value);
    size += Integer.BYTES;
    return this;
  }

  public RowBinaryWriter writeLong(long value) {
    reserve(Long.BYTES);
    LONG.set(buffer, size, value);
    size += Long.BYTES;
    return this;
  }

  public RowBinaryWriter writeDouble(double value) {
    return writeLong(Double.doubleToRawLongBits(value));
  }

  public RowBinaryWriter writeLength(int length) {
    reserve(5);
    int rest = length;
    while ((rest & ~0x7F) != 0) {
      buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
    return this;
  }

  /**
   * Leaves room for a length that is known only after what follows it; mostly one byte.
   *
   * @return for {@link #endLength}
   */
  public int beginLength() {
    writeByte(0);
    return size - 1;
  }

  /** Writes the length for which room was left; what follows it moves if it needs more. */
  public void endLength(int start, int length) {
    if (length < 0x80) {
      buffer[start] = (byte) length;
      return;
    }
    byte[] written = Arrays.copyOfRange(buffer, start + 1, size);
    size = start;
    writeLength(length).writeBytes(written);
  }

  public RowBinaryWriter writeText(String text) {
    int length = text.length();
    if (length < 0x80 && writeShortAscii(text, length)) {
      return this;
    }
    return writeText(text.getBytes(StandardCharsets.UTF_8));
  }

  public RowBinaryWriter writeText(byte[] utf8) {
    writeLength(utf8.length);
    return writeBytes(utf8);
  }

  /** Bytes that are in this format already. */
  public RowBinaryWriter writeBytes(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  // most names and values are short ASCII: their length in bytes is known before a byte is looked
  // at
  private boolean writeShortAscii(String text, int length) {
    reserve(length + 1);
    int end = size + 1;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0x7F) {
        return false;
      }
      buffer[end++] = (byte) c;
    }
    buffer[size] = (byte) length;
    size = end;
    return true;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
