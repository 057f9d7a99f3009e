package dev.riffle.query.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of an answer as rows: one number of each measure a row, beside what it is of.
 *
 * @param columns all of them, in the order in which rows name them first
 * @param rows cells by column: String, Long, Double or Boolean; a cell that is not there is empty
 */
public record AnswerTable(List<String> columns, List<Map<String, Object>> rows) {
  public AnswerTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row))).toList();
  }

  /** A row that is being written: cells in the order of its columns. */
  static final class Row {
    private final Map<String, Object> cells = new LinkedHashMap<>();

    Row with(String column, Object cell) {
      cells.put(column, cell);
      return this;
    }

    Row with(String column, java.util.Optional<?> cell) {
      cell.ifPresent(value -> cells.put(column, value.toString()));
      return this;
    }

    Row with(String column, java.util.OptionalDouble cell) {
      cell.ifPresent(value -> cells.put(column, value));
      return this;
    }

    Row with(String column, java.util.OptionalLong cell) {
      cell.ifPresent(value -> cells.put(column, value));
      return this;
    }

    /** The same cells, to be written further. */
    Row copy() {
      Row copy = new Row();
      copy.cells.putAll(cells);
      return copy;
    }
  }

  /** With the columns that there are even without rows, first. */
  static AnswerTable of(List<String> always, List<Row> rows) {
    Set<String> columns = new LinkedHashSet<>(always);
    List<Map<String, Object>> cells = new ArrayList<>();
    for (Row row : rows) {
      columns.addAll(row.cells.keySet());
      cells.add(row.cells);
    }
    return new AnswerTable(List.copyOf(columns), cells);
  }
}
