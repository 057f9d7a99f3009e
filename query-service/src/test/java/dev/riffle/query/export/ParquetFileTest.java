package dev.riffle.query.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** What an engine reads of such files is in {@link EventExportsIT}. */
class ParquetFileTest {
  private final ParquetFile file = new ParquetFile();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void thePagesOfAllPiecesAreWhereTheFooterSays() throws IOException {
    file.append(piece("first", "a"), output);
    file.append(piece("", "a"), output);
    file.append(piece("second one", "a"), output);
    file.end(output);

    FileMetaData footer = footer(output.toByteArray());
    assertThat(footer.getNum_rows()).isEqualTo(3);
    assertThat(requireNonNull(footer.getRow_groups()))
        .extracting(group -> pages(requireNonNull(column(group).getMeta_data())))
        .containsExactly("first", "", "second one");
  }

  @Test
  void aPieceMayComeByteByByteAndBeLongerThanWhatIsHeld() throws IOException {
    String pages = "x".repeat(3 * ParquetFile.FOOTER_BYTES_MAX) + "y";
    byte[] bytes = bytes(pages, "a");
    file.append(
        into -> {
          for (byte each : bytes) {
            into.write(each);
          }
        },
        output);
    file.end(output);

    assertThat(output.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void piecesOfOtherColumnsAreNotJoined() throws IOException {
    file.append(piece("first", "a"), output);

    assertThatThrownBy(() -> file.append(piece("second", "b"), output))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("different columns");
  }

  @Test
  void indexesOfPagesAreRefused() throws IOException {
    FileMetaData indexed = metaData("pages", "a");
    column(requireNonNull(indexed.getRow_groups()).getFirst()).setOffset_index_offset(4);

    assertThatThrownBy(() -> file.append(into -> into.write(bytes("pages", indexed)), output))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("index");
  }

  @Test
  void whatIsNoParquetFileIsRefused() {
    for (String sent : List.of("", "PAR1", "PAR1PAR1", "Code: 241. DB::Exception: no memory")) {
      byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> new ParquetFile().append(into -> into.write(bytes), output))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> file.end(output)).isInstanceOf(IllegalStateException.class);
  }

  private static ColumnChunk column(RowGroup group) {
    return requireNonNull(group.getColumns()).getFirst();
  }

  private String pages(ColumnMetaData column) {
    int from = Math.toIntExact(column.getData_page_offset());
    int to = from + Math.toIntExact(column.getTotal_compressed_size());
    return new String(
        Arrays.copyOfRange(output.toByteArray(), from, to), StandardCharsets.US_ASCII);
  }

  private static ParquetFile.Piece piece(String pages, String column) throws IOException {
    byte[] bytes = bytes(pages, column);
    return (OutputStream into) -> into.write(bytes);
  }

  private static byte[] bytes(String pages, String column) throws IOException {
    return bytes(pages, metaData(pages, column));
  }

  private static byte[] bytes(String pages, FileMetaData metaData) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, footer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(pages.getBytes(StandardCharsets.US_ASCII));
    footer.writeTo(bytes);
    ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.writeBytes(size.putInt(footer.size()).array());
    bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  private static FileMetaData metaData(String pages, String column) {
    ColumnMetaData data =
        new ColumnMetaData(
            Type.BYTE_ARRAY,
            List.of(Encoding.PLAIN),
            List.of(column),
            CompressionCodec.UNCOMPRESSED,
            1,
            pages.length(),
            pages.length(),
            4);
    ColumnChunk chunk = new ColumnChunk(0);
    chunk.setMeta_data(data);
    RowGroup group = new RowGroup(List.of(chunk), pages.length(), 1);
    group.setFile_offset(4);
    List<SchemaElement> schema =
        List.of(new SchemaElement("schema").setNum_children(1), new SchemaElement(column));
    return new FileMetaData(1, schema, 1, List.of(group));
  }

  private static FileMetaData footer(byte[] bytes) throws IOException {
    int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    return Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - size, size));
  }
}
