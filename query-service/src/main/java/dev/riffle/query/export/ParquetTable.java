package dev.riffle.query.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * An answer's rows as one Parquet file: all of them one row group, each column one page that is not
 * compressed. Whole numbers are {@code INT64}, others {@code DOUBLE}, and a cell that is not there
 * is null. A table without rows still has its columns.
 *
 * <p>The form is that of the Apache Parquet specification, with pages of its first version.
 */
public final class ParquetTable {
  private static final int FORMAT_VERSION = 1;

  private ParquetTable() {}

  /** Writes the whole file; the output stays open. */
  public static void write(AnswerTable table, OutputStream output) throws IOException {
    output.write(ParquetFile.MAGIC);
    long position = ParquetFile.MAGIC.length;
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("answer").setNum_children(table.columns().size()));
    List<ColumnChunk> chunks = new ArrayList<>();
    long bytes = 0;
    for (String name : table.columns()) {
      ParquetColumn column = new ParquetColumn(cells(table, name));
      schema.add(column.named(name));
      byte[] page = page(column);
      output.write(page);
      chunks.add(chunk(name, column, position, page.length));
      position += page.length;
      bytes += page.length;
    }
    int rows = table.rows().size();
    RowGroup all = new RowGroup(chunks, bytes, rows);
    ParquetFile.writeFooter(
        new FileMetaData(FORMAT_VERSION, schema, rows, rows == 0 ? List.of() : List.of(all)),
        output);
  }

  private static List<@Nullable Object> cells(AnswerTable table, String column) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Map<String, Object> row : table.rows()) {
      cells.add(row.get(column));
    }
    return cells;
  }

  private static byte[] page(ParquetColumn column) throws IOException {
    byte[] cells = column.page();
    PageHeader header = new PageHeader(PageType.DATA_PAGE, cells.length, cells.length);
    header.setData_page_header(
        new DataPageHeader(column.rows(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    Util.writePageHeader(header, page);
    page.writeBytes(cells);
    return page.toByteArray();
  }

  private static ColumnChunk chunk(String name, ParquetColumn column, long position, long bytes) {
    return new ColumnChunk(position)
        .setMeta_data(
            new ColumnMetaData(
                column.type(),
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(name),
                CompressionCodec.UNCOMPRESSED,
                column.rows(),
                bytes,
                bytes,
                position));
  }
}
