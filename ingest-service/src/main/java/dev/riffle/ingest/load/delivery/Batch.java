package dev.riffle.ingest.load.delivery;

import dev.riffle.ingest.load.table.EventBlock;
import java.util.Optional;

/**
 * Records of one partition that are delivered together: one range of offsets, one block of the
 * engine.
 *
 * @param start first offset, which is the committed one
 * @param end offset after the last record
 * @param rows to insert: those of the batch that were not found in the table
 * @param hasDeadLetters whether records of the batch could not be read
 * @param intent announced before the insert
 * @param inherited whether an earlier owner has announced it and may have sent it: an answer to it
 *     proves nothing
 */
public record Batch(
    long start,
    long end,
    EventBlock.Rows rows,
    boolean hasDeadLetters,
    Intent intent,
    boolean inherited) {

  public Batch {
    if (end <= start || intent.end() != end) {
      throw new IllegalArgumentException("a batch from " + start + " to " + end + ": " + intent);
    }
  }

  /**
   * What a batch is delivered under: the intent that was announced for this very content, or a new
   * one under a token that nobody has sent.
   *
   * @param checksum of the ingest ids of all its records that are to be rows, landed or not
   * @param announced what was announced at the committed offset
   * @param nonce never used before
   */
  public static Batch of(
      Range range,
      EventBlock.Rows rows,
      boolean hasDeadLetters,
      int checksum,
      Optional<Intent> announced,
      long nonce) {
    boolean inherited =
        announced
            .filter(intent -> intent.end() == range.end() && intent.checksum() == checksum)
            .isPresent();
    Intent intent =
        inherited ? announced.get() : new Intent(range.end(), checksum, range.token(nonce));
    return new Batch(range.start(), range.end(), rows, hasDeadLetters, intent, inherited);
  }

  /** Offsets of one part, from {@code start} (inclusive) to {@code end} (exclusive). */
  public record Range(int part, long start, long end) {
    String token(long nonce) {
      return "%s-%d-%d-%016x".formatted(Integer.toUnsignedString(part), start, end, nonce);
    }
  }
}
