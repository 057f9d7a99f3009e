package dev.riffle.event.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table {@code events}: the columns that loader and questions use, in the order of the DDL. */
public final class EventsTable {
  public static final String NAME = "events";

  private EventsTable() {}

  /** Column names as constants, so that SQL text in source can be checked against the table. */
  public enum Column {
    PROJECT("project", "UInt32"),
    EVENT("event", "LowCardinality(String)"),
    KIND("kind", "Enum8('track' = 1, 'identify' = 2, 'group' = 3, 'alias' = 4)"),
    DAY("day", "Date"),
    AID("aid", "UInt32"),
    TS("ts", "DateTime64(3, 'UTC')"),
    UID("uid", "UInt32"),
    MID("mid", "UInt64"),
    CLAIMED_TS("claimed_ts", "DateTime64(3, 'UTC')"),
    RECEIVED_TS("received_ts", "DateTime64(3, 'UTC')"),
    CLAMPED("clamped", "Bool"),
    DEVICE_ID("device_id", "String"),
    SESSION_ID("session_id", "String"),
    TARGET_ID("target_id", "String"),
    LIBRARY("library", "LowCardinality(String)"),
    TEXT("text", "Map(LowCardinality(String), String)"),
    NUMBER("number", "Map(LowCardinality(String), Float64)"),
    USER_TEXT("user_text", "Map(LowCardinality(String), String)"),
    USER_NUMBER("user_number", "Map(LowCardinality(String), Float64)"),
    U_PLAN("u_plan", "LowCardinality(String)"),
    U_COUNTRY("u_country", "LowCardinality(String)"),
    U_ONBOARDING_FEATURE("u_onboarding_feature", "LowCardinality(String)"),
    P_DEVICE("p_device", "LowCardinality(String)"),
    SOURCE("_source", "UInt32"),
    OFFSET("_offset", "Int64"),
    INGEST_ID("_ingest_id", "UInt64"),
    IDENTIFIED("identified", "Bool"),
    LATE("_late", "Bool"),
    RESOLVED("_resolved", "UInt32"),
    CHANGES("_changes", "Bool");

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

  /**
   * A property with a column of its own, which holds the {@linkplain StoredValue stored form} and
   * is empty when the property is missing or null.
   *
   * @param ofUser true for a user property at the event, false for a property of the event
   */
  public record Promoted(boolean ofUser, String property, Column column) {}

  private static final List<Promoted> PROMOTED =
      List.of(
          new Promoted(true, "plan", Column.U_PLAN),
          new Promoted(true, "country", Column.U_COUNTRY),
          new Promoted(true, "onboardingFeature", Column.U_ONBOARDING_FEATURE),
          new Promoted(false, "device", Column.P_DEVICE));

  public static List<Promoted> promoted() {
    return PROMOTED;
  }

  /** The column of a property, when it has one. */
  public static Optional<Column> promotedColumn(boolean ofUser, String property) {
    return PROMOTED.stream()
        .filter(promoted -> promoted.ofUser() == ofUser && promoted.property().equals(property))
        .map(Promoted::column)
        .findFirst();
  }

  public static List<Column> columns() {
    return Arrays.asList(Column.values());
  }
}
