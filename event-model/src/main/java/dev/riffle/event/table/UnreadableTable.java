package dev.riffle.event.table;

import java.util.Arrays;
import java.util.List;

/**
 * The table {@code unreadable}: records that could not become a row of events, in the order of the
 * DDL.
 */
public final class UnreadableTable {
  public static final String NAME = "unreadable";

  private UnreadableTable() {}

  public enum Column {
    SOURCE("_source", "UInt32"),
    OFFSET("_offset", "Int64"),
    INGEST_ID("_ingest_id", "UInt64"),
    STORED_AT("stored_at", "DateTime64(3, 'UTC')"),
    REASON("reason", "String"),
    KEY("key", "String"),
    VALUE("value", "String");

    private final String columnName;
    private final String type;

    Column(String columnName, String type) {
      this.columnName = columnName;
      this.type = type;
    }

    public String columnName() {
      return columnName;
    }

    /** The ClickHouse type, spelled as {@code system.columns} spells it. */
    public String type() {
      return type;
    }
  }

  public static List<Column> columns() {
    return Arrays.asList(Column.values());
  }
}
