package dev.riffle.query.activity;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.LifecycleAnswer.LifecycleCounts;
import dev.riffle.query.answer.LifecycleAnswer.LifecycleLine;
import dev.riffle.query.answer.Period;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.LifecycleState;
import dev.riffle.query.question.Segment;
import dev.riffle.query.statistics.Proportion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a lifecycle's statements and puts the answer together. */
public final class LifecycleRun {
  private final ActivityPlan plan;
  private final LifecycleSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public LifecycleRun(ActivityPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new LifecycleSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public LifecycleAnswer answer(List<String> warnings) {
    List<Period> periods = plan.answered(watermark);
    List<LifecycleLine> lines = new ArrayList<>();
    for (Optional<Segment> segment : plan.segments()) {
      lines.add(new LifecycleLine(segment.map(Segment::name), counts(segment, periods)));
    }
    return new LifecycleAnswer(
        plan.range().answered(),
        plan.question().unit(),
        periods,
        lines,
        ActivityComparisons.of(
            plan.question().segments(),
            periods,
            (segment, period) -> returning(lines.get(segment).points().get(period))),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  private List<LifecycleCounts> counts(Optional<Segment> segment, List<Period> periods) {
    List<Map<String, Long>> persons = new ArrayList<>();
    periods.forEach(_ -> persons.add(new HashMap<>()));
    for (List<Object> row : engine.run(sql.counts(segment)).rows()) {
      int period = Math.toIntExact((Long) row.get(0)) - 1;
      persons.get(period).put((String) row.get(1), (Long) row.get(2));
    }
    List<LifecycleCounts> counts = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      counts.add(
          LifecycleCounts.of(
              persons.get(i).getOrDefault(LifecycleState.NEW.wire(), 0L),
              persons.get(i).getOrDefault(LifecycleState.CURRENT.wire(), 0L),
              persons.get(i).getOrDefault(LifecycleState.RESURRECTED.wire(), 0L),
              persons.get(i).getOrDefault(LifecycleState.DORMANT.wire(), 0L),
              periods.get(i).finished()));
    }
    return counts;
  }

  /** Of those who were active in the period before, who came again. */
  private static Proportion returning(LifecycleCounts counts) {
    return new Proportion(counts.current() + counts.dormant(), counts.current());
  }
}
