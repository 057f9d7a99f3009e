package dev.riffle.query.paths;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.sql.SqlStatement;

/** From a link of a question about paths to the persons it counts. */
public final class PathsPeople {
  private final PathsSql sql;
  private final PathsRun run;

  public PathsPeople(PathsPlan plan, Watermark watermark, EngineRun engine) {
    this.sql = new PathsSql(plan, watermark);
    this.run = new PathsRun(plan, watermark, engine);
  }

  /** The persons' numbers. It asks first which events are told apart. */
  public SqlStatement of(PathsLink link) {
    return sql.people(link, run.tops());
  }
}
