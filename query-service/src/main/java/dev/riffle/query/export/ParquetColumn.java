package dev.riffle.query.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * One column of a Parquet file, in the encoding {@code PLAIN}. Cells that are not all of one class
 * are texts.
 */
final class ParquetColumn {
  private enum Kind {
    WHOLE_NUMBER(Type.INT64),
    NUMBER(Type.DOUBLE),
    TRUTH(Type.BOOLEAN),
    TEXT(Type.BYTE_ARRAY);

    private final Type type;

    Kind(Type type) {
      this.type = type;
    }

    static Kind of(List<Object> cells) {
      List<Class<?>> classes =
          cells.stream().<Class<?>>map(Object::getClass).distinct().limit(2).toList();
      if (classes.equals(List.of(Long.class))) {
        return WHOLE_NUMBER;
      }
      if (classes.equals(List.of(Double.class))) {
        return NUMBER;
      }
      return classes.equals(List.of(Boolean.class)) ? TRUTH : TEXT;
    }
  }

  private final int rows;
  private final BitSet present = new BitSet();
  private final List<Object> cells;
  private final Kind kind;

  /** Of a cell for each row; {@code null} where it is not there. */
  ParquetColumn(List<@Nullable Object> ofRows) {
    rows = ofRows.size();
    for (int row = 0; row < rows; row++) {
      present.set(row, ofRows.get(row) != null);
    }
    cells = ofRows.stream().filter(Objects::nonNull).toList();
    kind = Kind.of(cells);
  }

  int rows() {
    return rows;
  }

  Type type() {
    return kind.type;
  }

  SchemaElement named(String name) {
    SchemaElement element =
        new SchemaElement(name).setType(kind.type).setRepetition_type(FieldRepetitionType.OPTIONAL);
    return kind == Kind.TEXT
        ? element
            .setConverted_type(ConvertedType.UTF8)
            .setLogicalType(LogicalType.STRING(new StringType()))
        : element;
  }

  /** A page without its header: which rows have a cell, then those cells. */
  byte[] page() {
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    writeVarint((long) bytesOf(rows) << 1 | 1, levels);
    levels.writeBytes(bits(present, rows));
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(littleEndian(levels.size()));
    page.writeBytes(levels.toByteArray());
    page.writeBytes(
        switch (kind) {
          case WHOLE_NUMBER -> wholeNumbers();
          case NUMBER -> numbers();
          case TRUTH -> truths();
          case TEXT -> texts();
        });
    return page.toByteArray();
  }

  private byte[] wholeNumbers() {
    byte[] plain = new byte[cells.size() * Long.BYTES];
    ByteBuffer into = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    cells.forEach(cell -> into.putLong((Long) cell));
    return plain;
  }

  private byte[] numbers() {
    byte[] plain = new byte[cells.size() * Double.BYTES];
    ByteBuffer into = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    cells.forEach(cell -> into.putDouble((Double) cell));
    return plain;
  }

  private byte[] truths() {
    BitSet truths = new BitSet();
    for (int i = 0; i < cells.size(); i++) {
      truths.set(i, (Boolean) cells.get(i));
    }
    return bits(truths, cells.size());
  }

  private byte[] texts() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (Object cell : cells) {
      byte[] text = cell.toString().getBytes(StandardCharsets.UTF_8);
      plain.writeBytes(littleEndian(text.length));
      plain.writeBytes(text);
    }
    return plain.toByteArray();
  }

  /** The first bit is the lowest of the first byte. */
  private static byte[] bits(BitSet bits, int count) {
    return Arrays.copyOf(bits.toByteArray(), bytesOf(count));
  }

  private static int bytesOf(int bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /** Seven bits a byte, the lowest first. */
  private static void writeVarint(long number, ByteArrayOutputStream output) {
    long left = number;
    while (left > 0x7f) {
      output.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    output.write((int) left);
  }
}
