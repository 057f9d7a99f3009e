package dev.riffle.query.engine;

import java.util.List;

/**
 * What a statement returned, and what it cost.
 *
 * @param rows in the statement's order; each has the columns in order: String, Long, Double,
 *     Boolean or a List of String
 * @param rowsRead by the engine; 0 when it did not say. Likewise {@code bytesRead}
 * @param tookMs milliseconds from asking to the last row
 */
public record ResultTable(List<List<Object>> rows, long rowsRead, long bytesRead, long tookMs) {
  public ResultTable {
    rows = List.copyOf(rows);
  }
}
