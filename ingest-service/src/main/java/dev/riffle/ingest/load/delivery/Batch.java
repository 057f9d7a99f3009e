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
    if (end <= start || intent.end() < end) {
      throw new IllegalArgumentException("a batch from " + start + " to " + end + ": " + intent);
    }
  }

  /**
   * What a batch is delivered under: what was announced at the committed offset, or a new intent
   * under a token that nobody has sent.
   *
   * <p>An announced intent is taken over whatever the range holds now. The log may have been cut,
   * and a record be decided otherwise than by the owner before; but that owner's insert may still
   * arrive, and only its own token keeps it from doubling what both have. For other rows the token
   * costs one more insert at most, because a yes to it is never believed.
   *
   * @param announced what was announced at the committed offset; the range ends there or before
   * @param nonce never used before
   */
  public static Batch of(
      Range range,
      EventBlock.Rows rows,
      boolean hasDeadLetters,
      Optional<Intent> announced,
      long nonce) {
    Intent intent =
        announced.orElseGet(() -> new Intent(range.end(), range.token(nonce), Intent.WHOLE));
    return new Batch(
        range.start(), range.end(), rows, hasDeadLetters, intent, announced.isPresent());
  }

  /**
   * What still stands of the intent when the batch is committed: all of it, when the log had less
   * than was announced. The next batch inherits it.
   */
  public Optional<Intent> left() {
    return intent.end() > end ? Optional.of(intent) : Optional.empty();
  }

  Batch cutTo(int cut) {
    return new Batch(start, end, rows, hasDeadLetters, intent.cutTo(cut), inherited);
  }

  /** Offsets of one part, from {@code start} (inclusive) to {@code end} (exclusive). */
  public record Range(int part, long start, long end) {
    String token(long nonce) {
      return "%s-%d-%d-%016x".formatted(Integer.toUnsignedString(part), start, end, nonce);
    }
  }
}
