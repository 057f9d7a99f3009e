package dev.riffle.query.funnel;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Series;
import dev.riffle.query.sql.BreakdownSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a plan's statements and puts the answer together. */
public final class FunnelRun {
  private final FunnelPlan plan;
  private final FunnelSql sql;
  private final FunnelLines lines;
  private final Watermark watermark;
  private final EngineRun engine;

  public FunnelRun(FunnelPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new FunnelSql(plan, watermark);
    this.lines = new FunnelLines(plan);
    this.watermark = watermark;
    this.engine = engine;
  }

  public FunnelAnswer answer(List<String> warnings) {
    Funnel question = plan.question();
    List<FunnelSegment> segments = new ArrayList<>();
    for (Optional<Segment> segment : plan.lines()) {
      segments.add(segment(segment));
    }
    return new FunnelAnswer(
        plan.range().answered(),
        question.steps().stream().map(Series::event).toList(),
        question.interval(),
        lines.buckets(),
        question.percentiles(),
        segments,
        FunnelComparisons.ofSegments(question, segments),
        engine.meta(watermark, warnings, question.scope().explain()));
  }

  private FunnelSegment segment(Optional<Segment> segment) {
    int top = plan.question().top();
    Optional<FunnelCounts> all =
        plan.question().breakdown().isEmpty() || plan.fewGroups()
            ? counts(segment, Optional.empty(), BreakdownSql.FEW_GROUPS)
            : Optional.empty();
    List<String> told =
        plan.question().breakdown().isEmpty()
            ? List.of()
            : all.map(counts -> counts.best(top)).orElseGet(() -> ranked(segment));
    FunnelCounts counts =
        all.orElseGet(() -> counts(segment, Optional.of(told), top + 2L).orElseThrow());
    FunnelTimes times =
        plan.question().percentiles().isEmpty()
            ? FunnelTimes.NONE
            : new FunnelTimes(engine.run(sql.times(segment, told)).rows());
    return lines.segment(segment, counts, told, times);
  }

  private List<String> ranked(Optional<Segment> segment) {
    return engine.run(sql.ranking(segment)).rows().stream()
        .map(row -> (String) row.getFirst())
        .toList();
  }

  /** Empty when there are more groups than expected. */
  private Optional<FunnelCounts> counts(
      Optional<Segment> segment, Optional<List<String>> told, long groupsMax) {
    long rowsMax = groupsMax * plan.axis().buckets().size() * plan.steps() + 1;
    List<List<Object>> rows = engine.run(sql.counts(segment, told, rowsMax)).rows();
    return rows.size() < rowsMax
        ? Optional.of(new FunnelCounts(plan.axis(), plan.steps(), rows))
        : Optional.empty();
  }
}
