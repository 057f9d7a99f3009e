package dev.riffle.query.segmentation;

import dev.riffle.query.answer.FormulaAnswer;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Expression;
import dev.riffle.query.question.Formula;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segment;
import dev.riffle.query.segmentation.LineCounts.Cells;
import dev.riffle.query.segmentation.LineCounts.Counts;
import dev.riffle.query.segmentation.SegmentationPlan.LinePlan;
import dev.riffle.query.sql.GroupKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Formulas over the counts of the series, cell by cell. Pure. */
final class FormulaLines {
  private final SegmentationPlan plan;
  private final SegmentationLines lines;
  private final Map<LinePlan, LineCounts> counted;

  FormulaLines(SegmentationPlan plan, SegmentationLines lines, Map<LinePlan, LineCounts> counted) {
    this.plan = plan;
    this.lines = lines;
    this.counted = counted;
  }

  /** For each formula, each segment: in the question's order. */
  List<FormulaAnswer> answers() {
    List<FormulaAnswer> answers = new ArrayList<>();
    for (Formula formula : plan.question().formulas()) {
      for (LinePlan first : counted.keySet()) {
        if (first.seriesIndex() == 0) {
          answers.add(answer(formula, first.segment()));
        }
      }
    }
    return answers;
  }

  private FormulaAnswer answer(Formula formula, Optional<Segment> segment) {
    List<LineCounts> series =
        counted.entrySet().stream()
            .filter(entry -> entry.getKey().segment().equals(segment))
            .map(Map.Entry::getValue)
            .toList();
    List<GroupAnswer> groups = new ArrayList<>();
    for (GroupKey key : series.getFirst().keys()) {
      groups.add(lines.group(key, line(formula, series, counts -> counts.of(key))));
    }
    if (series.stream().anyMatch(LineCounts::hasOther)) {
      groups.add(
          lines.group(GroupKey.OTHER, line(formula, series, counts -> counts.of(GroupKey.OTHER))));
    }
    return new FormulaAnswer(
        formula.name(),
        formula.formula(),
        segment.map(Segment::name),
        line(formula, series, LineCounts::all),
        groups);
  }

  private Line line(Formula formula, List<LineCounts> series, Function<LineCounts, Cells> cells) {
    Expression expression = formula.expression();
    List<Cells> all = series.stream().map(cells).toList();
    List<Values> points = new ArrayList<>();
    for (int i = 0; i < plan.axis().buckets().size(); i++) {
      int place = i;
      points.add(value(expression, all.stream().map(each -> each.point(place)).toList()));
    }
    return new Line(value(expression, all.stream().map(Cells::total).toList()), points);
  }

  private Values value(Expression expression, List<Counts> series) {
    OptionalDouble value =
        expression.value(operand -> series.get(operand.series()).number(measure(operand)));
    return Values.ofFormula(value);
  }

  private Measure measure(Expression.Operand operand) {
    List<Measure> measures = plan.question().measures();
    return operand
        .measure()
        .flatMap(key -> measures.stream().filter(each -> each.key().equals(key)).findFirst())
        .orElse(measures.getFirst());
  }
}
