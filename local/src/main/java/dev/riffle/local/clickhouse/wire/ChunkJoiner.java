package dev.riffle.local.clickhouse.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Joins the chunks of a stream to one document. Each chunk is a document of its own, so from the
 * second on the header is left out; it has the same bytes in each.
 */
public final class ChunkJoiner {
  private static final int COPY_BYTES = 1 << 16;

  private final OutputFormat.Header header;
  private final byte[] copy = new byte[COPY_BYTES];
  private long headerBytes = -1;

  public ChunkJoiner(OutputFormat format) {
    this.header = format.header();
  }

  /** Writes a chunk, without its header unless it is the first. */
  public void write(MemorySegment chunk, OutputStream out) throws IOException {
    long from = 0;
    if (headerBytes < 0) {
      headerBytes = lengthOfHeader(chunk);
    } else {
      from = headerBytes;
    }
    while (from < chunk.byteSize()) {
      int n = (int) Math.min(copy.length, chunk.byteSize() - from);
      MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, from, copy, 0, n);
      out.write(copy, 0, n);
      from += n;
    }
  }

  private long lengthOfHeader(MemorySegment chunk) {
    return switch (header) {
      case NONE -> 0;
      case BINARY_NAMES -> binaryStrings(chunk, 1);
      case BINARY_NAMES_AND_TYPES -> binaryStrings(chunk, 2);
      case ONE_LINE -> lines(chunk, 1, false);
      case TWO_LINES -> lines(chunk, 2, false);
      case ONE_CSV_LINE -> lines(chunk, 1, true);
      case TWO_CSV_LINES -> lines(chunk, 2, true);
    };
  }

  /** A count of columns, then that many strings, so many times. */
  private static long binaryStrings(MemorySegment chunk, int times) {
    Cursor cursor = new Cursor(chunk);
    long strings = times * cursor.variableLengthNumber();
    for (long i = 0; i < strings; i++) {
      cursor.skip(cursor.variableLengthNumber());
    }
    return cursor.position;
  }

  /** In CSV a line feed inside quotation marks ends no line; TSV and JSON escape theirs. */
  private static long lines(MemorySegment chunk, int count, boolean csv) {
    Cursor cursor = new Cursor(chunk);
    boolean quoted = false;
    int left = count;
    while (left > 0 && cursor.position < chunk.byteSize()) {
      byte b = cursor.next();
      if (csv && b == '"') {
        quoted = !quoted;
      } else if (b == '\n' && !quoted) {
        left--;
      }
    }
    return cursor.position;
  }

  private static final class Cursor {
    private final MemorySegment chunk;
    private long position;

    Cursor(MemorySegment chunk) {
      this.chunk = chunk;
    }

    byte next() {
      return chunk.get(ValueLayout.JAVA_BYTE, position++);
    }

    void skip(long bytes) {
      position += bytes;
    }

    /** LEB128. */
    long variableLengthNumber() {
      long number = 0;
      int shift = 0;
      byte b;
      do {
        b = next();
        number |= (long) (b & 0x7f) << shift;
        shift += 7;
      } while (b < 0);
      return number;
    }
  }
}
