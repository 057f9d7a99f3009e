package dev.riffle.query.retention;

import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RetentionAnswer.CohortRow;
import dev.riffle.query.answer.RetentionAnswer.RetentionGroup;
import dev.riffle.query.answer.RetentionAnswer.RetentionLine;
import dev.riffle.query.answer.RetentionAnswer.RetentionTable;
import dev.riffle.query.answer.RetentionAnswer.ReturnCell;
import dev.riffle.query.answer.RetentionAnswer.ReturnRate;
import dev.riffle.query.question.Bracket;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.StartRule;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Counts to what the asker reads. Pure. */
final class RetentionTables {
  private final RetentionPlan plan;
  private final Instant observedUntil;

  /**
   * Makes the tables of a plan.
   *
   * @param observedUntil periods that end later are not finished
   */
  RetentionTables(RetentionPlan plan, Instant observedUntil) {
    this.plan = plan;
    this.observedUntil = observedUntil;
  }

  RetentionAnswer answer(List<RetentionLine> lines, Meta meta) {
    return new RetentionAnswer(
        plan.range().answered(),
        plan.question().unit(),
        plan.question().dayMode(),
        plan.question().returned(),
        plan.question().starts(),
        plan.brackets(),
        plan.cohorts().buckets().stream().map(this::bucket).toList(),
        lines,
        comparisons(lines),
        meta);
  }

  RetentionLine line(Optional<Segment> segment, CohortCounts counts) {
    return new RetentionLine(
        segment.map(Segment::name),
        table(counts.all()),
        plan.isGrouped() ? groups(counts) : List.of());
  }

  /** The guard presumes that a person counts once, which is so in one cohort alone. */
  private List<Comparisons> comparisons(List<RetentionLine> lines) {
    if (plan.question().starts() != StartRule.FIRST_EVER || lines.size() < 2) {
      return List.of();
    }
    List<Comparisons> comparisons = new ArrayList<>();
    for (int bracket = 0; bracket < plan.brackets().size(); bracket++) {
      List<Comparisons.Named> rates = new ArrayList<>();
      for (RetentionLine line : lines) {
        ReturnRate pooled = line.all().overall().get(bracket);
        rates.add(
            new Comparisons.Named(
                line.segment().orElseThrow(), new Proportion(pooled.persons(), pooled.returned())));
      }
      comparisons.add(
          Comparisons.of(rates.getFirst(), rates.subList(1, rates.size()), Adjustment.HOLM));
    }
    return comparisons;
  }

  private List<RetentionGroup> groups(CohortCounts counts) {
    List<GroupKey> told = counts.ranked().stream().limit(plan.question().top()).toList();
    List<RetentionGroup> groups = new ArrayList<>();
    for (GroupKey key : told) {
      List<GroupValue> values = GroupValue.of(plan.question().groupBy(), key.stored());
      groups.add(
          new RetentionGroup(values, false, GroupValue.label(values), table(counts.group(key))));
    }
    CohortCounts.Grid others = counts.others(told);
    if (others.persons() > 0) {
      groups.add(new RetentionGroup(List.of(), true, GroupAnswer.OTHER_LABEL, table(others)));
    }
    return groups;
  }

  private RetentionTable table(CohortCounts.Grid grid) {
    List<CohortRow> rows = new ArrayList<>();
    for (int cohort = 0; cohort < plan.cohorts().buckets().size(); cohort++) {
      List<ReturnCell> cells = new ArrayList<>();
      for (int bracket = 0; bracket < plan.brackets().size(); bracket++) {
        boolean finished = finished(cohort, bracket);
        long returned = grid.returned(cohort, bracket);
        cells.add(
            new ReturnCell(
                returned,
                finished,
                finished ? rate(returned, grid.size(cohort)) : OptionalDouble.empty()));
      }
      rows.add(new CohortRow(grid.size(cohort), cells));
    }
    return new RetentionTable(grid.persons(), pooled(grid), rows);
  }

  /** Over the cohorts that have finished the bracket. */
  private List<ReturnRate> pooled(CohortCounts.Grid grid) {
    List<ReturnRate> rates = new ArrayList<>();
    for (int bracket = 0; bracket < plan.brackets().size(); bracket++) {
      long persons = 0;
      long returned = 0;
      for (int cohort = 0; cohort < plan.cohorts().buckets().size(); cohort++) {
        if (finished(cohort, bracket)) {
          persons += grid.size(cohort);
          returned += grid.returned(cohort, bracket);
        }
      }
      rates.add(new ReturnRate(persons, returned, rate(returned, persons)));
    }
    return rates;
  }

  private boolean finished(int cohort, int bracket) {
    Bracket periods = plan.brackets().get(bracket);
    return !plan.finished(cohort, periods.to()).isAfter(observedUntil);
  }

  private static OptionalDouble rate(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  private Bucket bucket(TimeAxis.Stretch cohort) {
    return new Bucket(
        cohort.date(),
        cohort.start().atZone(plan.range().zone()).toOffsetDateTime(),
        cohort.end().atZone(plan.range().zone()).toOffsetDateTime());
  }
}
