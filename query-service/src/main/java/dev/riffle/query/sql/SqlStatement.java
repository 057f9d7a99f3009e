package dev.riffle.query.sql;

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
