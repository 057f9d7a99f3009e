package dev.riffle.query.revenue;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.MeanComparisons;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
import dev.riffle.query.answer.RevenueAnswer.RevenueLine;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Segment;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the statements of a question about revenue and puts the answer together. */
public final class RevenueRun {
  private final RevenuePlan plan;
  private final RevenueSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public RevenueRun(RevenuePlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new RevenueSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public RevenueAnswer answer(List<String> warnings) {
    List<RevenueLine> lines = new ArrayList<>();
    List<List<MeanComparisons.Named>> means = new ArrayList<>();
    for (Optional<Segment> segment : plan.segments()) {
      RevenueCounts counts =
          new RevenueCounts(plan.question().days(), engine.run(sql.counts(segment)).rows());
      lines.add(new RevenueLine(segment.map(Segment::name), counts.persons(), counts.days()));
      String name = segment.map(Segment::name).orElse("");
      means.add(
          counts.means().stream().map(mean -> new MeanComparisons.Named(name, mean)).toList());
    }
    return new RevenueAnswer(
        plan.range().answered(),
        lines,
        comparisons(lines),
        meanComparisons(means),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  /** From the means of each line, day by day. */
  static List<MeanComparisons> meanComparisons(List<List<MeanComparisons.Named>> lines) {
    if (lines.size() < 2) {
      return List.of();
    }
    List<MeanComparisons> comparisons = new ArrayList<>();
    for (int i = 0; i < lines.getFirst().size(); i++) {
      int day = i;
      List<MeanComparisons.Named> means = lines.stream().map(line -> line.get(day)).toList();
      comparisons.addAll(MeanComparisons.together(List.of(means), Adjustment.HOLM));
    }
    return comparisons;
  }

  static List<Comparisons> comparisons(List<RevenueLine> lines) {
    if (lines.size() < 2) {
      return List.of();
    }
    List<Comparisons> comparisons = new ArrayList<>();
    for (int day = 0; day < lines.getFirst().days().size(); day++) {
      List<Comparisons.Named> rates = new ArrayList<>();
      for (RevenueLine line : lines) {
        RevenueDay counted = line.days().get(day);
        rates.add(
            new Comparisons.Named(
                line.segment().orElseThrow(),
                new Proportion(counted.persons(), counted.payingPersons())));
      }
      comparisons.add(
          Comparisons.of(rates.getFirst(), rates.subList(1, rates.size()), Adjustment.HOLM));
    }
    return comparisons;
  }
}
