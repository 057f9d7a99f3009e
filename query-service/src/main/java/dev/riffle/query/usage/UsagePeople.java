package dev.riffle.query.usage;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;

/** From a number of a feature usage to the persons it counts. */
public final class UsagePeople {
  private final UsageSql sql;
  private final EngineRun engine;

  public UsagePeople(UsagePlan plan, Watermark watermark, EngineRun engine) {
    this.sql = new UsageSql(plan, watermark);
    this.engine = engine;
  }

  /** The persons' numbers. For the last column it asks which values the others have. */
  public SqlStatement of(Cell.OfUsage cell) {
    Optional<SqlFragment> value = cell.group().map(group -> value(cell, group));
    return sql.people(cell.event(), value.or(() -> segment(cell)));
  }

  private SqlFragment value(Cell.OfUsage cell, Cell.Group group) {
    String by = cell.question().by().orElseThrow();
    List<String> values =
        group.other()
            ? sql.told(engine.run(sql.ranking(by)))
            : group.values().stream().map(UsagePeople::stored).toList();
    return sql.hasValue(by, values, group.other());
  }

  private Optional<SqlFragment> segment(Cell.OfUsage cell) {
    return cell.question().segments().stream()
        .filter(each -> cell.segment().filter(each.name()::equals).isPresent())
        .findFirst()
        .map(sql::meets);
  }

  private static String stored(PropertyValue value) {
    return value instanceof PropertyValue.Null ? "" : StoredValue.encode(value);
  }
}
