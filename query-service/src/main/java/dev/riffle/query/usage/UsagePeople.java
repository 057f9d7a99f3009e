package dev.riffle.query.usage;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
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
    boolean others = cell.group().map(Cell.Group::other).orElse(false);
    Optional<List<String>> values =
        others
            ? Optional.of(sql.told(engine.run(sql.ranking())))
            : cell.group().map(group -> group.values().stream().map(UsagePeople::stored).toList());
    return sql.people(cell.event(), values, others);
  }

  private static String stored(PropertyValue value) {
    return value instanceof PropertyValue.Null ? "" : StoredValue.encode(value);
  }
}
