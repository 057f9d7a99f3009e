package dev.riffle.local.clickhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkJoinerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TabSeparated | '' ",
        "TSVWithNames | 'a~'",
        "TSVWithNames | 'a\"~'",
        "TabSeparatedWithNamesAndTypes | 'a~UInt8~'",
        "CSVWithNames | '\"a\"~'",
        "CSVWithNames | '\"a~b\"\"~c\"~'",
        "CSVWithNamesAndTypes | '\"a\"~\"UInt8\"~'",
        "JSONCompactEachRowWithNames | '[\"a\"]~'",
        "JSONCompactEachRowWithNamesAndTypes | '[\"a\"]~[\"UInt8\"]~'",
        "JSONEachRow | ''",
      })
  void keepsTheFirstHeaderOnly(String format, String header) throws IOException {
    String head = header.strip().replace('~', '\n');

    assertThat(joined(format, head + "1\n2\n", head + "3\n", head)).isEqualTo(head + "1\n2\n3\n");
  }

  @Test
  void keepsTheFirstBinaryHeaderOnly() throws IOException {
    String wide = "n".repeat(200);
    String names = "\u0002\u0001a\u00C8\u0001" + wide;
    String types = "\u0005UInt8\u0005UInt8";

    assertThat(joined("RowBinaryWithNames", names + "\u0001\u0002", names + "\u0003\u0004"))
        .isEqualTo(names + "\u0001\u0002\u0003\u0004");
    assertThat(joined("RowBinaryWithNamesAndTypes", names + types + "\u0001", names + types))
        .isEqualTo(names + types + "\u0001");
  }

  /** Characters stand for bytes. */
  private static String joined(String format, String... chunks) throws IOException {
    ChunkJoiner joiner = new ChunkJoiner(new OutputFormat(format));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String chunk : chunks) {
      joiner.write(MemorySegment.ofArray(chunk.getBytes(StandardCharsets.ISO_8859_1)), out);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
