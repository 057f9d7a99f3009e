package dev.riffle.event.table;

import java.util.Arrays;
import java.util.List;

/**
 * The table {@code load_ledger}: what {@code events} must hold by range of offsets, and what the
 * auditor found, in the order of the DDL.
 */
public final class LoadLedgerTable {
  public static final String NAME = "load_ledger";

  private LoadLedgerTable() {}

  public enum Column {
    SOURCE("_source", "UInt32"),
    BUCKET_SIZE("bucket_size", "UInt64"),
    BUCKET("bucket", "UInt64"),
    ROW_COUNT("row_count", "UInt64"),
    ID_SUM("id_sum", "UInt64"),
    ID_XOR("id_xor", "UInt64"),
    CLOSED_AT("closed_at", "DateTime64(3, 'UTC')"),
    VERDICT(
        "verdict",
        "Enum8('unaudited' = 0, 'equal' = 1, 'missing_rows' = 2, 'doubled_rows' = 3, 'other_content' = 4)"),
    AUDITED_AT("audited_at", "DateTime64(3, 'UTC')"),
    FOUND_ROWS("found_rows", "UInt64"),
    FOUND_IDS("found_ids", "UInt64"),
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
