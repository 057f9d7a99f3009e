package dev.riffle.query.retention;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RetentionAnswer.RetentionLine;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.GroupKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a plan's statements and puts the answer together. */
public final class RetentionRun {
  private final RetentionPlan plan;
  private final RetentionSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public RetentionRun(RetentionPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new RetentionSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public RetentionAnswer answer(List<String> warnings) {
    RetentionTables tables = new RetentionTables(plan, watermark.receivedUntil());
    List<RetentionLine> lines = new ArrayList<>();
    for (Optional<Segment> segment : plan.segments()) {
      lines.add(tables.line(segment, counts(segment)));
    }
    return tables.answer(
        lines, engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  /**
   * Where few groups are expected one statement does; should there be more than fit, the largest
   * are looked for first.
   */
  private CohortCounts counts(Optional<Segment> segment) {
    if (!plan.isGrouped()) {
      return run(segment, Optional.empty());
    }
    if (plan.fewGroups()) {
      long rowsMax =
          Math.min(BreakdownSql.FEW_GROUPS * plan.cells(), RetentionPlanner.POINTS_MAX) + 1;
      List<List<Object>> rows = engine.run(sql.counts(segment, Optional.empty(), rowsMax)).rows();
      if (rows.size() < rowsMax) {
        return new CohortCounts(plan, rows);
      }
    }
    List<GroupKey> best =
        engine.run(sql.ranking(segment)).rows().stream()
            .map(row -> GroupKey.read(row.getFirst()))
            .limit(plan.question().top())
            .toList();
    return run(segment, Optional.of(best));
  }

  private CohortCounts run(Optional<Segment> segment, Optional<List<GroupKey>> top) {
    long groups = top.map(keys -> keys.size() + 1L).orElse(1L);
    return new CohortCounts(
        plan, engine.run(sql.counts(segment, top, groups * plan.cells())).rows());
  }
}
