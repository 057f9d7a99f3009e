package dev.riffle.ingest.load.delivery;

/**
 * What the owner of a partition is about to insert, committed before it does. Whoever owns the
 * partition next learns from it the one token under which rows may still be on their way.
 *
 * @param end offset after the batch, which begins at the committed offset
 * @param token under which the batch is inserted; also the id of its statements
 * @param cut how it is inserted: as one, or, when rows of it were refused, in blocks of 2^cut
 *     offsets, each under a token of its own
 */
public record Intent(long end, String token, int cut) {
  /** The batch is inserted as one. */
  public static final int WHOLE = Long.SIZE - 1;

  private static final int TOKEN_LENGTH_MAX = 120;

  public Intent {
    if (end < 1 || token.isEmpty() || token.length() > TOKEN_LENGTH_MAX) {
      throw new IllegalArgumentException("an intent to " + end + " with token " + token);
    }
    if (cut < 0 || cut > WHOLE) {
      throw new IllegalArgumentException("an intent cut into blocks of 2^" + cut);
    }
  }

  /** The same in smaller pieces. */
  Intent cutTo(int smaller) {
    if (smaller >= cut) {
      throw new IllegalArgumentException("cut to 2^" + cut + " already, not to 2^" + smaller);
    }
    return new Intent(end, token, smaller);
  }
}
