package dev.riffle.ingest.load.audit;

/**
 * Rows summed up so that their order does not matter: any lost, added or changed row shows, unless
 * several changes cancel out in count, sum and xor at once.
 *
 * @param rows how many
 * @param idSum sum, modulo 2<sup>64</sup>, of the low halves of their ingest ids
 * @param idXor xor of the same
 */
public record RowSum(long rows, long idSum, long idXor) {
  public static final RowSum NONE = new RowSum(0, 0, 0);

  public RowSum {
    if (rows < 0) {
      throw new IllegalArgumentException(rows + " rows");
    }
  }

  RowSum plus(RowSum other) {
    return new RowSum(rows + other.rows, idSum + other.idSum, idXor ^ other.idXor);
  }
}
