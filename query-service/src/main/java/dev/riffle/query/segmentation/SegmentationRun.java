package dev.riffle.query.segmentation;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.ComparedPeriod;
import dev.riffle.query.answer.MeasureComparisons;
import dev.riffle.query.answer.SegmentOverlap;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segment;
import dev.riffle.query.segmentation.SegmentationPlan.LinePlan;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.statistics.Mean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a plan's statements and puts the answer together. */
public final class SegmentationRun {
  private final SegmentationPlan plan;
  private final SegmentationSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public SegmentationRun(SegmentationPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new SegmentationSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public SegmentationAnswer answer(List<String> warnings) {
    SegmentationLines lines = new SegmentationLines(plan);
    Map<LinePlan, LineCounts> counted = counts();
    List<SeriesAnswer> series = new ArrayList<>();
    List<Long> uniques = new ArrayList<>();
    counted.forEach((line, counts) -> {
      series.add(lines.series(line, counts));
      uniques.add(counts.all().total().uniques());
    });
    long[] persons = personsByMembership();
    SegmentComparisons comparisons =
        new SegmentComparisons(plan.question().events(), sizes(persons));
    return new SegmentationAnswer(
        lines.range(),
        plan.question().interval(),
        lines.buckets(),
        series,
        new FormulaLines(plan, lines, counted).answers(),
        sizes(persons),
        overlaps(persons),
        comparisons.of(uniques),
        meanComparisons(comparisons),
        plan.compared().map(earlier -> compared(earlier, counted)),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  private List<MeasureComparisons> meanComparisons(SegmentComparisons comparisons) {
    List<Measure> measures = plan.meanMeasures();
    if (measures.isEmpty() || plan.question().segments().size() < 2) {
      return List.of();
    }
    List<List<Mean>> ofLines = plan.lines().stream().map(this::means).toList();
    return comparisons.ofMeans(measures.stream().map(Measure::key).toList(), ofLines);
  }

  private List<Mean> means(LinePlan line) {
    List<List<Object>> rows = engine.run(sql.means(line)).rows();
    if (rows.isEmpty()) {
      // when costs are told, to which nobody did anything
      return Collections.nCopies(plan.meanMeasures().size(), new Mean(0, 0, 0, 0, 0));
    }
    List<Object> row = rows.getFirst();
    List<Mean> means = new ArrayList<>();
    for (int i = 0; i < row.size(); i += MeasureSql.SUMS) {
      means.add(
          Mean.ofSums(
              (Long) row.get(i),
              (Double) row.get(i + 1),
              (Double) row.get(i + 2),
              (Double) row.get(i + 3),
              (Double) row.get(i + 4)));
    }
    return means;
  }

  private ComparedPeriod compared(
      SegmentationPlan.Earlier earlier, Map<LinePlan, LineCounts> counted) {
    List<ComparedPeriod.BucketPair> pairs =
        earlier.pairs().stream()
            .map(pair -> new ComparedPeriod.BucketPair(pair.bucket(), pair.earlier()))
            .toList();
    return new SegmentationRun(earlier.plan(), watermark, engine).after(counted, pairs);
  }

  /** The answer of this plan with the groups of another's. */
  private ComparedPeriod after(
      Map<LinePlan, LineCounts> later, List<ComparedPeriod.BucketPair> pairs) {
    SegmentationLines lines = new SegmentationLines(plan);
    Map<LinePlan, LineCounts> counted = new LinkedHashMap<>();
    Map<Optional<Segment>, List<GroupKey>> ofFirst = new HashMap<>();
    later.forEach((line, counts) -> {
      if (!plan.question().formulas().isEmpty()) {
        ofFirst.putIfAbsent(line.segment(), counts.keys());
      }
      counted.put(line, told(line, ofFirst.getOrDefault(line.segment(), counts.keys())));
    });
    List<SeriesAnswer> series = new ArrayList<>();
    counted.forEach((line, counts) -> series.add(lines.series(line, counts)));
    long[] persons = personsByMembership();
    return new ComparedPeriod(
        lines.range(),
        lines.buckets(),
        pairs,
        series,
        new FormulaLines(plan, lines, counted).answers(),
        sizes(persons),
        overlaps(persons));
  }

  private LineCounts told(LinePlan line, List<GroupKey> keys) {
    Optional<List<GroupKey>> top = plan.isGrouped() ? Optional.of(keys) : Optional.empty();
    long rowsMax = rowsOf(keys.size());
    LineCounts counts = new LineCounts(plan, engine.run(sql.line(line, top, rowsMax)).rows(), keys);
    addPersons(counts, line, top, rowsMax);
    if (plan.window().isPresent()) {
      counts.takePoints(windowed(line, keys));
    }
    return counts;
  }

  /**
   * All lines, in order. With formulas the groups of a segment are those of its first line, because
   * a formula needs the same groups in all of them.
   */
  private Map<LinePlan, LineCounts> counts() {
    Map<LinePlan, LineCounts> counted = new LinkedHashMap<>();
    Map<Optional<Segment>, List<GroupKey>> ofFirst = new HashMap<>();
    for (LinePlan line : plan.lines()) {
      LineCounts counts =
          ofFirst.containsKey(line.segment())
              ? run(line, Optional.of(ofFirst.get(line.segment())), rowsOf(plan.question().top()))
              : counts(line);
      if (plan.isGrouped() && !plan.question().formulas().isEmpty()) {
        ofFirst.putIfAbsent(line.segment(), counts.keys());
      }
      if (plan.window().isPresent()) {
        List<GroupKey> keys = ofFirst.getOrDefault(line.segment(), counts.keys());
        counts.takePoints(windowed(line, keys));
      }
      counted.put(line, counts);
    }
    return counted;
  }

  private LineCounts windowed(LinePlan line, List<GroupKey> keys) {
    Optional<List<GroupKey>> top = plan.isGrouped() ? Optional.of(keys) : Optional.empty();
    long rowsMax = rowsOf(keys.size());
    LineCounts windowed =
        LineCounts.windowed(plan, engine.run(sql.windowed().line(line, top, rowsMax)).rows());
    if (!plan.personMeasures().isEmpty()) {
      windowed.addPersons(engine.run(sql.windowed().personLine(line, top, rowsMax)).rows());
    }
    return windowed;
  }

  private long rowsOf(int groups) {
    return (groups + 2L) * (plan.axis().buckets().size() + 1L);
  }

  /**
   * Counts with at most `top` groups told apart. Where few groups are expected one statement does;
   * should there be more than expected, the best are looked for first.
   */
  private LineCounts counts(LinePlan line) {
    long buckets = plan.axis().buckets().size() + 1L;
    int top = plan.question().top();
    if (!plan.isGrouped()) {
      return run(line, Optional.empty(), buckets);
    }
    if (plan.fewGroups()) {
      long rowsMax = (BreakdownSql.FEW_GROUPS + 1) * buckets + 1;
      var rows = engine.run(sql.line(line, Optional.empty(), rowsMax)).rows();
      if (rows.size() < rowsMax) {
        LineCounts counts = new LineCounts(plan, rows);
        addPersons(counts, line, Optional.empty(), rowsMax);
        var ranked = counts.ranked(plan.question().measures().getFirst());
        return ranked.size() <= top && !needsOther(counts)
            ? counts
            : run(
                line,
                Optional.of(ranked.stream().limit(top).map(group -> group.getKey()).toList()),
                (top + 2) * buckets);
      }
    }
    List<GroupKey> best =
        engine.run(sql.ranking(line)).rows().stream()
            .map(row -> GroupKey.read(row.getFirst()))
            .limit(top)
            .toList();
    return run(line, Optional.of(best), (top + 2) * buckets);
  }

  /** A formula needs the active persons of all the others, also where none of them did it. */
  private boolean needsOther(LineCounts counts) {
    return plan.needsActive() && !plan.question().formulas().isEmpty() && counts.hasUncounted();
  }

  private LineCounts run(LinePlan line, Optional<List<GroupKey>> top, long rowsMax) {
    LineCounts counts = new LineCounts(plan, engine.run(sql.line(line, top, rowsMax)).rows());
    addPersons(counts, line, top, rowsMax);
    return counts;
  }

  private void addPersons(
      LineCounts counts, LinePlan line, Optional<List<GroupKey>> top, long rowsMax) {
    if (!plan.personMeasures().isEmpty()) {
      counts.addPersons(engine.run(sql.personLine(line, top, rowsMax)).rows());
    }
  }

  /** Persons by the set of segments they are in, as bits. */
  private long[] personsByMembership() {
    long[] persons = new long[1 << plan.question().segments().size()];
    if (!plan.question().segments().isEmpty()) {
      for (List<Object> row : engine.run(sql.sizes()).rows()) {
        persons[((Long) row.get(0)).intValue()] = (Long) row.get(1);
      }
    }
    return persons;
  }

  private List<SegmentSize> sizes(long[] persons) {
    List<SegmentSize> sizes = new ArrayList<>();
    List<Segment> segments = plan.question().segments();
    for (int i = 0; i < segments.size(); i++) {
      sizes.add(new SegmentSize(segments.get(i).name(), withAll(persons, 1 << i)));
    }
    return sizes;
  }

  private List<SegmentOverlap> overlaps(long[] persons) {
    List<SegmentOverlap> overlaps = new ArrayList<>();
    List<Segment> segments = plan.question().segments();
    for (int i = 0; i < segments.size(); i++) {
      for (int j = i + 1; j < segments.size(); j++) {
        overlaps.add(
            new SegmentOverlap(
                segments.get(i).name(), segments.get(j).name(), withAll(persons, 1 << i | 1 << j)));
      }
    }
    return overlaps;
  }

  private static long withAll(long[] persons, int bits) {
    long sum = 0;
    for (int mask = 0; mask < persons.length; mask++) {
      sum += (mask & bits) == bits ? persons[mask] : 0;
    }
    return sum;
  }
}
