package dev.riffle.event.table;

import java.util.Arrays;
import java.util.List;

/** The table {@code persons}: one row per sender, in the order of the DDL. */
public final class PersonsTable {
  public static final String NAME = "persons";

  private PersonsTable() {}

  public enum Column {
    PROJECT("project", "UInt32"),
    SENDER_KIND("sender_kind", "Enum8('user' = 1, 'device' = 2)"),
    SENDER_ID("sender_id", "String"),
    AID("aid", "UInt32"),
    UID("uid", "UInt32"),
    FIRST_SEEN("first_seen", "DateTime64(3, 'UTC')"),
    LAST_SEEN("last_seen", "DateTime64(3, 'UTC')"),
    TEXT("text", "Map(LowCardinality(String), String)"),
    NUMBER("number", "Map(LowCardinality(String), Float64)"),
    HISTORY("history", "String"),
    SOURCE("_source", "UInt32"),
    OFFSET("_offset", "Int64"),
    VERSION("_version", "UInt64");

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
