package dev.riffle.ingest.load.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What one source partition has put into {@code events}, up to the next offset: the rows of the
 * running bucket of offsets, and the buckets that the last batch has left behind.
 *
 * <p>Immutable, and after a batch a pure function of the ledger before and of the batch. It is
 * committed in one with the offset, so that a batch that is read again starts from the ledger that
 * it started from the first time, and nothing is counted twice.
 *
 * @param part as in the column {@code _source}
 * @param bucketSize offsets in a bucket
 * @param next the next offset to load; the running bucket is the one that it falls into
 * @param whole false when the ledger began in the midst of the running bucket: then it does not
 *     know all of its rows, and the bucket is not audited
 * @param running rows of the running bucket
 * @param closed what the last batch closed, oldest first; only whole buckets, and only such as have
 *     rows: in one without rows nothing can be missing
 */
public record Ledger(
    int part,
    long bucketSize,
    long next,
    boolean whole,
    RowSum running,
    List<ClosedBucket> closed) {
  public static final int TEXT_MAX = 120;

  private static final String FORMAT = "a1";
  private static final String WHOLE = "w";
  private static final String PARTIAL = "p";
  private static final char SEPARATOR = ':';
  private static final int FIELDS = 9;
  private static final int HEX = 16;

  public Ledger {
    if (bucketSize < 1 || next < 0) {
      throw new IllegalArgumentException("buckets of " + bucketSize + ", next offset " + next);
    }
    closed = List.copyOf(closed);
  }

  /** A ledger that knows nothing of what comes before that offset. */
  public static Ledger startingAt(long offset, int part, long bucketSize) {
    return new Ledger(part, bucketSize, offset, offset % bucketSize == 0, RowSum.NONE, List.of());
  }

  /**
   * The ledger that was committed with an offset. A text that is empty, damaged, of another part,
   * another offset or another bucket size tells nothing; then the ledger starts anew at the offset.
   *
   * @param text as {@link #text} gave it, or anything
   * @param committed the offset with which the text was committed
   */
  public static Ledger parse(String text, long committed, int part, long bucketSize) {
    Ledger anew = startingAt(committed, part, bucketSize);
    int end = text.lastIndexOf(SEPARATOR);
    String[] fields = text.split(String.valueOf(SEPARATOR), -1);
    if (text.length() > TEXT_MAX
        || fields.length != FIELDS
        || !fields[0].equals(FORMAT)
        || !fields[FIELDS - 1].equals(check(text.substring(0, end)))) {
      return anew;
    }
    try {
      Ledger read =
          new Ledger(
              Integer.parseUnsignedInt(fields[1], HEX),
              Long.parseUnsignedLong(fields[2], HEX),
              Long.parseUnsignedLong(fields[3], HEX),
              fields[4].equals(WHOLE),
              new RowSum(
                  Long.parseUnsignedLong(fields[5], HEX),
                  Long.parseUnsignedLong(fields[6], HEX),
                  Long.parseUnsignedLong(fields[7], HEX)),
              List.of());
      boolean sameRange =
          read.part == part && read.bucketSize == bucketSize && read.next == committed;
      return sameRange ? read : anew;
    } catch (IllegalArgumentException e) {
      return anew;
    }
  }

  /**
   * For the metadata of the commit of {@link #next}: at most {@value #TEXT_MAX} characters of
   * {@code [0-9a-z:]}. What is closed is not part of it.
   */
  public String text() {
    StringBuilder text = new StringBuilder(FORMAT);
    text.append(SEPARATOR).append(Integer.toUnsignedString(part, HEX));
    text.append(SEPARATOR).append(Long.toHexString(bucketSize));
    text.append(SEPARATOR).append(Long.toHexString(next));
    text.append(SEPARATOR).append(whole ? WHOLE : PARTIAL);
    text.append(SEPARATOR).append(Long.toHexString(running.rows()));
    text.append(SEPARATOR).append(Long.toHexString(running.idSum()));
    text.append(SEPARATOR).append(Long.toHexString(running.idXor()));
    return text.toString() + SEPARATOR + check(text.toString());
  }

  /** An empty batch that this ledger can take. */
  public LedgerBatch batch() {
    return new LedgerBatch(bucketSize);
  }

  /**
   * The ledger after a batch.
   *
   * @param nextOffset after the last record of the batch, whatever became of that record; a bucket
   *     is closed when this reaches its end
   * @throws IllegalArgumentException when a row of the batch is not in [{@link #next}, nextOffset)
   */
  public Ledger with(LedgerBatch batch, long nextOffset) {
    if (nextOffset < next) {
      throw new IllegalArgumentException("from " + next + " back to " + nextOffset);
    }
    batch.checkWithin(next, nextOffset);
    long first = next / bucketSize;
    long last = nextOffset / bucketSize;
    if (first == last) {
      return new Ledger(
          part, bucketSize, nextOffset, whole, running.plus(batch.in(first)), List.of());
    }
    List<ClosedBucket> left = new ArrayList<>();
    if (whole) {
      close(first, running.plus(batch.in(first)), left);
    }
    for (long number : batch.numbers()) {
      if (number > first && number < last) {
        close(number, batch.in(number), left);
      }
    }
    return new Ledger(part, bucketSize, nextOffset, true, batch.in(last), left);
  }

  /** The running bucket. */
  public Bucket bucket() {
    return Bucket.of(part, next, bucketSize);
  }

  private void close(long number, RowSum rows, List<ClosedBucket> into) {
    if (rows.rows() > 0) {
      into.add(new ClosedBucket(new Bucket(part, number, bucketSize), rows));
    }
  }

  private static String check(String fields) {
    CRC32C check = new CRC32C();
    check.update(fields.getBytes(StandardCharsets.US_ASCII));
    return Long.toHexString(check.getValue());
  }
}
