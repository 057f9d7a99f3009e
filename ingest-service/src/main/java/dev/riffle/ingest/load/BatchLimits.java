package dev.riffle.ingest.load;

/**
 * When a batch is full.
 *
 * @param rowsMax at most 1,000,000: one batch is one block of the engine
 * @param bytesMax of encoded rows
 */
public record BatchLimits(int rowsMax, int bytesMax) {
  static final int BLOCK_ROWS_MAX = 1_000_000;

  public BatchLimits {
    if (rowsMax < 1 || rowsMax > BLOCK_ROWS_MAX || bytesMax < 1) {
      throw new IllegalArgumentException("a batch of " + rowsMax + " rows, " + bytesMax + " bytes");
    }
  }
}
