package dev.riffle.event.table;

import java.util.Arrays;
import java.util.List;

/**
 * The table {@code catalog}: names, types and values with their counts, in the order of the DDL.
 */
public final class CatalogTable {
  public static final String NAME = "catalog";

  private CatalogTable() {}

  public enum Column {
    PROJECT("project", "UInt32"),
    ENTRY(
        "entry",
        "Enum8('event' = 1, 'event_property' = 2, 'user_property' = 3, 'event_value' = 4, 'user_value' = 5)"),
    NAME("name", "String"),
    DETAIL("detail", "String"),
    SOURCE("_source", "UInt32"),
    OCCURRENCES("occurrences", "UInt64"),
    FIRST_SEEN("first_seen", "DateTime64(3, 'UTC')"),
    LAST_SEEN("last_seen", "DateTime64(3, 'UTC')"),
    OFFSET("_offset", "Int64");

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
