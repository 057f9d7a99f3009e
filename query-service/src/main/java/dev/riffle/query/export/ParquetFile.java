package dev.riffle.query.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file out of several of the same columns: their pages one after the other, as they
 * come, and one footer that knows where each now is. It holds the footers and {@value
 * #FOOTER_BYTES_MAX} bytes. For one thread.
 *
 * <p>The form is that of the Apache Parquet specification: {@code PAR1}, pages, footer, length of
 * the footer in four bytes, {@code PAR1}. Positions in a footer count from the file's first byte;
 * those in an index of pages do too and would stand among the pages, so pieces must have none.
 */
final class ParquetFile {
  /** Largest footer of a piece. */
  static final int FOOTER_BYTES_MAX = 1 << 20;

  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TRAILER_BYTES = Integer.BYTES + MAGIC.length;

  private @Nullable FileMetaData whole;

  /** Of what is written already. */
  private long length;

  /** Writes a whole Parquet file. */
  @FunctionalInterface
  interface Piece {
    void writeTo(OutputStream output) throws IOException;
  }

  /** Writes the rows of one more. */
  void append(Piece piece, OutputStream output) throws IOException {
    if (whole == null) {
      output.write(MAGIC);
      length = MAGIC.length;
    }
    Pages pages = new Pages(output);
    piece.writeTo(pages);
    FileMetaData footer = pages.end();
    move(footer, length - MAGIC.length);
    length += pages.written;
    whole = whole == null ? footer : joined(whole, footer);
  }

  /** Writes the footer; there is at least one piece. */
  void end(OutputStream output) throws IOException {
    if (whole == null) {
      throw new IllegalStateException("a Parquet file has columns, and so a piece");
    }
    writeFooter(whole, output);
  }

  /** Writes what a file ends with. */
  static void writeFooter(FileMetaData metaData, OutputStream output) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, footer);
    footer.writeTo(output);
    output.write(
        ByteBuffer.allocate(TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .put(MAGIC)
            .array());
  }

  private static FileMetaData joined(FileMetaData whole, FileMetaData next) {
    if (!Objects.equals(whole.getSchema(), next.getSchema())) {
      throw new IllegalStateException("pieces have different columns");
    }
    required(next.getRow_groups()).forEach(whole::addToRow_groups);
    return whole.setNum_rows(whole.getNum_rows() + next.getNum_rows());
  }

  private static void move(FileMetaData footer, long by) {
    for (RowGroup group : required(footer.getRow_groups())) {
      // it has room for 32,767 groups, and says nothing that their order does not
      group.setOrdinalIsSet(false);
      if (group.isSetFile_offset()) {
        group.setFile_offset(group.getFile_offset() + by);
      }
      for (ColumnChunk chunk : required(group.getColumns())) {
        move(chunk, by);
      }
    }
  }

  private static void move(ColumnChunk chunk, long by) {
    ColumnMetaData column = required(chunk.getMeta_data());
    if (chunk.isSetOffset_index_offset()
        || chunk.isSetColumn_index_offset()
        || column.isSetIndex_page_offset()
        || column.isSetBloom_filter_offset()) {
      throw new IllegalStateException("a piece has an index of its pages");
    }
    // writers that do not use it leave 0
    if (chunk.getFile_offset() != 0) {
      chunk.setFile_offset(chunk.getFile_offset() + by);
    }
    column.setData_page_offset(column.getData_page_offset() + by);
    if (column.isSetDictionary_page_offset()) {
      column.setDictionary_page_offset(column.getDictionary_page_offset() + by);
    }
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("a footer lacks what every footer has");
    }
    return part;
  }

  /** Lets the pages of a piece through, and keeps its beginning and its end. */
  private static final class Pages extends OutputStream {
    private final OutputStream output;
    private final byte[] held = new byte[2 * (FOOTER_BYTES_MAX + TRAILER_BYTES)];
    private int count;
    private int magicLeft = MAGIC.length;
    private long written;

    Pages(OutputStream output) {
      this.output = output;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int skipped = Math.min(magicLeft, length);
      magicLeft -= skipped;
      int from = offset + skipped;
      int left = length - skipped;
      while (left > 0) {
        if (count == held.length) {
          pass(held.length / 2);
        }
        int taken = Math.min(left, held.length - count);
        System.arraycopy(bytes, from, held, count, taken);
        count += taken;
        from += taken;
        left -= taken;
      }
    }

    /** Writes the last pages and reads the footer behind them. */
    FileMetaData end() throws IOException {
      int trailer = count - TRAILER_BYTES;
      int size =
          trailer < 0 ? -1 : ByteBuffer.wrap(held).order(ByteOrder.LITTLE_ENDIAN).getInt(trailer);
      if (size < 0 || size > trailer || size > FOOTER_BYTES_MAX) {
        throw new IllegalStateException("no Parquet file, or one with a footer of " + size + " B");
      }
      pass(trailer - size);
      return Util.readFileMetaData(new ByteArrayInputStream(held, 0, size));
    }

    private void pass(int bytes) throws IOException {
      output.write(held, 0, bytes);
      written += bytes;
      count -= bytes;
      System.arraycopy(held, bytes, held, 0, count);
    }
  }
}
