package dev.riffle.ingest.load.table;

import dev.riffle.event.row.RowBinaryWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded rows of {@code events} of one partition, in offset order: what one insert sends. The rows
 * know their offsets and ingest ids, so that what landed can be told from what did not.
 */
public final class EventBlock {
  private static final int ROWS_INITIAL = 1024;

  private final RowBinaryWriter bytes;
  private int rows;
  private long[] offsets = new long[ROWS_INITIAL];
  private long[] ingestIds = new long[ROWS_INITIAL];
  private int[] ends = new int[ROWS_INITIAL];

  public EventBlock(int initialBytes) {
    bytes = new RowBinaryWriter(initialBytes);
  }

  /** Where the next row is written; {@link #endRow} makes it one. */
  public RowBinaryWriter row() {
    return bytes;
  }

  public void endRow(long offset, long ingestId) {
    if (rows > 0 && offset <= offsets[rows - 1]) {
      throw new IllegalArgumentException(
          "offset " + offset + " does not come after " + offsets[rows - 1]);
    }
    if (rows == offsets.length) {
      offsets = Arrays.copyOf(offsets, rows * 2);
      ingestIds = Arrays.copyOf(ingestIds, rows * 2);
      ends = Arrays.copyOf(ends, rows * 2);
    }
    offsets[rows] = offset;
    ingestIds[rows] = ingestId;
    ends[rows] = bytes.size();
    rows++;
  }

  public int byteCount() {
    return bytes.size();
  }

  public void clear() {
    rows = 0;
    bytes.truncate(0);
  }

  /** All rows. */
  public Rows all() {
    int[] numbers = new int[rows];
    Arrays.setAll(numbers, i -> i);
    return new Rows(numbers);
  }

  /** Some rows of the block, in order. The block must not change while they are in use. */
  public final class Rows {
    private final int[] numbers;

    private Rows(int[] numbers) {
      this.numbers = numbers;
    }

    public int count() {
      return numbers.length;
    }

    public boolean isEmpty() {
      return numbers.length == 0;
    }

    public long firstOffset() {
      return offsets[numbers[0]];
    }

    public long lastOffset() {
      return offsets[numbers[numbers.length - 1]];
    }

    public long offset(int index) {
      return offsets[numbers[index]];
    }

    public long ingestId(int index) {
      return ingestIds[numbers[index]];
    }

    /** The rows that have not landed. */
    public Rows without(LandedRows landed) {
      return new Rows(
          Arrays.stream(numbers)
              .filter(row -> !landed.contains(offsets[row], ingestIds[row]))
              .toArray());
    }

    /** One of the rows. */
    public Rows only(int index) {
      return new Rows(new int[] {numbers[index]});
    }

    /** The rows with offsets from {@code from} (inclusive) to {@code to} (exclusive). */
    public Rows between(long from, long to) {
      return new Rows(
          Arrays.stream(numbers)
              .filter(row -> offsets[row] >= from && offsets[row] < to)
              .toArray());
    }

    /** Writes the rows as RowBinary; neighbouring rows in one piece. */
    public void copyTo(OutputStream out) throws IOException {
      int i = 0;
      while (i < numbers.length) {
        int last = i;
        while (last + 1 < numbers.length && numbers[last + 1] == numbers[last] + 1) {
          last++;
        }
        int start = numbers[i] == 0 ? 0 : ends[numbers[i] - 1];
        bytes.copyTo(out, start, ends[numbers[last]]);
        i = last + 1;
      }
    }

    /** Sorted offsets, for messages and tests. */
    public List<Long> offsets() {
      List<Long> list = new ArrayList<>(numbers.length);
      for (int row : numbers) {
        list.add(offsets[row]);
      }
      return list;
    }
  }
}
