package dev.riffle.query.cost;

import java.util.List;

/**
 * What a question would read, at most. The engine reads a table in marks of some 8,192 rows: all
 * those that its primary key and its partitions do not rule out.
 *
 * @param statements that it would send beside the one that looks how new the data are
 * @param rows of all tables, by all those statements; a table that is read twice counts twice
 * @param statementsAtMost more than {@code statements} when more depends on what the first find:
 *     where a breakdown has more values than it tells apart, the best are looked for first
 * @param rowsAtMost by those; {@code rows} when there are not more
 * @param tables the same by table
 */
public record Estimate(
    int statements, long rows, int statementsAtMost, long rowsAtMost, List<TableEstimate> tables) {
  public Estimate {
    tables = List.copyOf(tables);
  }

  /**
   * What is read of one table.
   *
   * @param parts of the table that hold some of it, added up over the statements
   * @param marks in them
   */
  public record TableEstimate(String table, long rows, long marks, long parts) {}
}
