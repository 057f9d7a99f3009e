package dev.riffle.query.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole statement. Only {@link ProjectRows} makes them, so that none is without its project. The
 * text is the same whatever values the parameters have.
 */
public final class SqlStatement {
  private final String text;
  private final List<SqlParameter> parameters;

  SqlStatement(String text, List<SqlParameter> parameters) {
    this.text = text;
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Of a statement whose column {@code uid} is persons: those after a person, in the order of their
   * numbers. Columns: number.
   */
  public SqlStatement page(long after, int limit) {
    List<SqlParameter> all = new ArrayList<>(parameters);
    all.add(SqlParameter.whole(after));
    all.add(SqlParameter.whole(limit));
    String page =
        "SELECT toInt64(uid) AS person FROM (\n%s\n) WHERE uid > {p%d:%s} ORDER BY uid LIMIT {p%d:%s}"
            .formatted(
                text,
                parameters.size(),
                SqlType.WHOLE.sql(),
                parameters.size() + 1,
                SqlType.WHOLE.sql());
    return new SqlStatement(page, all);
  }

  /** How many rows the statement has. */
  public SqlStatement count() {
    return new SqlStatement("SELECT count() FROM (\n" + text + "\n)", parameters);
  }

  /**
   * Says what this one would read, without running it. Columns: database, table, and how many
   * parts, rows and marks of it the primary key leaves; a row for each table.
   */
  public SqlStatement estimate() {
    return new SqlStatement("EXPLAIN ESTIMATE\n" + text, parameters);
  }

  public String text() {
    return text;
  }

  /** By name, in order: {@code p0}, {@code p1}, ... */
  public Map<String, Object> parameters() {
    Map<String, Object> named = LinkedHashMap.newLinkedHashMap(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      named.put("p" + i, parameters.get(i).value());
    }
    return named;
  }

  @Override
  public String toString() {
    return text;
  }
}
