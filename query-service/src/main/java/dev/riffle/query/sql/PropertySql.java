package dev.riffle.query.sql;

import dev.riffle.event.table.EventsTable;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import java.util.Optional;

/**
 * A property in SQL: its text map, its number map, and its column when it is promoted. The name is
 * a parameter.
 */
public final class PropertySql {
  private final PropertyReference property;

  public PropertySql(PropertyReference property) {
    this.property = property;
  }

  /** The stored form of the value, numbers included; empty when missing or null. For group keys. */
  public SqlFragment stored() {
    Optional<EventsTable.Column> promoted = promotedColumn();
    if (promoted.isPresent()) {
      return SqlFragment.column(promoted.get());
    }
    return SqlFragment.sql("multiIf(")
        .then(text())
        .then(" NOT IN ('', '\\x01null'), ")
        .then(text())
        .then(", ")
        .then(hasNumber())
        .then(", concat('\\x01#', toString(")
        .then(number())
        .then(")), '')");
  }

  /**
   * The value as a double; not a number where it is missing or no number. Whole numbers beyond 2^53
   * are the doubles they round to, as in comparisons.
   */
  public SqlFragment numeric() {
    return SqlFragment.sql("multiIf(")
        .then(hasNumber())
        .then(", ")
        .then(number())
        .then(", startsWith(")
        .then(text())
        .then(", '\\x01#'), toFloat64OrZero(substring(")
        .then(text())
        .then(", 3)), nan)");
  }

  boolean isPromoted() {
    return promotedColumn().isPresent();
  }

  private Optional<EventsTable.Column> promotedColumn() {
    return property.mode() == PropertyMode.CURRENT
        ? Optional.empty()
        : EventsTable.promotedColumn(property.of() == PropertyOf.USER, property.name());
  }

  /** The stored form of what is no number; empty when missing; may be the stored null. */
  SqlFragment text() {
    return textMap().then("[").then(SqlParameter.text(property.name())).then("]");
  }

  SqlFragment hasNumber() {
    return SqlFragment.sql("mapContains(")
        .then(numberMap())
        .then(", ")
        .then(SqlParameter.text(property.name()))
        .then(")");
  }

  SqlFragment number() {
    return numberMap().then("[").then(SqlParameter.text(property.name())).then("]");
  }

  private SqlFragment textMap() {
    return atUser() ? SqlFragment.sql("user_text") : SqlFragment.sql("text");
  }

  private SqlFragment numberMap() {
    return atUser() ? SqlFragment.sql("user_number") : SqlFragment.sql("number");
  }

  /** The table of persons names its maps as the event's are named. */
  private boolean atUser() {
    return property.of() == PropertyOf.USER && property.mode() == PropertyMode.AT_EVENT;
  }
}
