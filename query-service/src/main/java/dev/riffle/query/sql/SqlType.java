package dev.riffle.query.sql;

/** ClickHouse type of a parameter. */
public enum SqlType {
  TEXT("String"),
  TEXTS("Array(String)"),
  TEXT_LISTS("Array(Array(String))"),
  PROJECT("UInt32"),
  WHOLE("Int64"),
  WHOLES("Array(Int64)"),
  NUMBER("Float64"),
  NUMBERS("Array(Float64)"),
  DATE("Date");

  private final String sql;

  SqlType(String sql) {
    this.sql = sql;
  }

  public String sql() {
    return sql;
  }
}
