package dev.riffle.query.activity;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Period;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.answer.StickinessAnswer.StickinessCounts;
import dev.riffle.query.answer.StickinessAnswer.StickinessLine;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Segment;
import dev.riffle.query.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a stickiness' statements and puts the answer together. */
public final class StickinessRun {
  private final ActivityPlan plan;
  private final StickinessSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public StickinessRun(ActivityPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new StickinessSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public StickinessAnswer answer(List<String> warnings) {
    List<Period> periods = plan.answered(watermark);
    List<StickinessLine> lines = new ArrayList<>();
    for (Optional<Segment> segment : plan.segments()) {
      lines.add(new StickinessLine(segment.map(Segment::name), counts(segment, periods.size())));
    }
    return new StickinessAnswer(
        plan.range().answered(),
        plan.question().unit(),
        periods,
        lines,
        ActivityComparisons.of(
            plan.question().segments(),
            periods,
            (segment, period) -> repeating(lines.get(segment).points().get(period))),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  private List<StickinessCounts> counts(Optional<Segment> segment, int periods) {
    int days = plan.question().unit().daysMax();
    long[][] persons = new long[periods][days];
    for (List<Object> row : engine.run(sql.counts(segment)).rows()) {
      int period = Math.toIntExact((Long) row.get(0));
      persons[period][Math.toIntExact((Long) row.get(1)) - 1] = (Long) row.get(2);
    }
    List<StickinessCounts> counts = new ArrayList<>();
    for (long[] exactly : persons) {
      counts.add(StickinessCounts.of(exactly));
    }
    return counts;
  }

  private static Proportion repeating(StickinessCounts counts) {
    return new Proportion(counts.persons(), counts.atLeast().get(1));
  }
}
