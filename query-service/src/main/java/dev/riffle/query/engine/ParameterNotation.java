package dev.riffle.query.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A parameter's value as ClickHouse reads it from {@code param_...} of its HTTP interface: whoever
 * copies an explained statement can run it. Texts are escaped as in tab-separated values, those of
 * arrays quoted besides (clickhouse.com/docs/interfaces/http, "Queries with parameters").
 */
final class ParameterNotation {
  private ParameterNotation() {}

  static String of(Object value) {
    return value instanceof String text ? escaped(text) : element(value);
  }

  private static String element(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(ParameterNotation::element)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text
        ? "'" + escaped(text).replace("'", "\\'") + "'"
        : value.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\0", "\\0");
  }
}
