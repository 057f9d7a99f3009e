package dev.riffle.query.funnel;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;

/** From a number of a funnel to the persons it counts. */
public final class FunnelPeople {
  private final FunnelSql sql;
  private final EngineRun engine;

  public FunnelPeople(FunnelPlan plan, Watermark watermark, EngineRun engine) {
    this.sql = new FunnelSql(plan, watermark);
    this.engine = engine;
  }

  /** The persons' numbers, each once; with {@code totals} and {@code hold} fewer than the count. */
  public SqlStatement of(FunnelCell cell) {
    return sql.people(cell);
  }

  /** Values that the answer tells apart in a segment: what {@code Other} of a cell needs. */
  public List<String> told(Optional<Segment> segment) {
    return engine.run(sql.ranking(segment)).rows().stream()
        .map(row -> (String) row.getFirst())
        .toList();
  }
}
