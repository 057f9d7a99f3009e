package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.Bracket;
import dev.riffle.query.question.DayMode;
import dev.riffle.query.question.PeriodUnit;
import dev.riffle.query.question.ReturnRule;
import dev.riffle.query.question.StartRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answer to a {@code Retention}: a grid of cohorts by periods, for each segment.
 *
 * @param brackets the columns of each grid: single periods, unless the question took some together
 * @param cohorts the rows of each grid: the periods in which persons started, cut at the range's
 *     ends
 * @param lines one for each named segment, in the question's order; one for everybody without
 * @param comparisons for each bracket the segments' pooled rates, compared to the first segment's;
 *     empty with fewer than two segments, and when a person may count in several cohorts
 */
public record RetentionAnswer(
    AnsweredRange range,
    PeriodUnit unit,
    DayMode dayMode,
    ReturnRule returned,
    StartRule starts,
    List<Bracket> brackets,
    List<Bucket> cohorts,
    List<RetentionLine> lines,
    List<Comparisons> comparisons,
    Meta meta)
    implements Answer {
  public RetentionAnswer {
    brackets = List.copyOf(brackets);
    cohorts = List.copyOf(cohorts);
    lines = List.copyOf(lines);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * One segment.
   *
   * @param segment its name; absent when the question names no segments
   * @param all everybody in it, whatever the group
   * @param groups most persons first, ties by the value's text; {@code (other)} last
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record RetentionLine(
      Optional<String> segment, RetentionTable all, List<RetentionGroup> groups) {
    public RetentionLine {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Who had the same value at the start.
   *
   * @param values one for each entry of {@code groupBy}; empty for the group of all the others
   * @param other true for the group of all values that are not among the top
   * @param label for a person: {@code premium, HU} or {@code (other)}
   */
  public record RetentionGroup(
      List<GroupValue> values, boolean other, String label, RetentionTable table) {
    public RetentionGroup {
      values = List.copyOf(values);
    }
  }

  /**
   * A grid.
   *
   * @param persons the sizes of all cohorts together; a person counts once in each
   * @param overall for each bracket the pooled rate of the cohorts that have finished it
   * @param cohorts in the order of the answer's cohorts
   */
  public record RetentionTable(long persons, List<ReturnRate> overall, List<CohortRow> cohorts) {
    public RetentionTable {
      overall = List.copyOf(overall);
      cohorts = List.copyOf(cohorts);
    }
  }

  /**
   * A pooled rate.
   *
   * @param persons of the cohorts that have finished the bracket
   * @param returned how many of them returned
   * @param rate returned / persons, 0 to 1; absent without persons
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record ReturnRate(long persons, long returned, OptionalDouble rate) {}

  /**
   * Who started in the same period.
   *
   * @param persons distinct persons
   * @param cells one for each bracket
   */
  public record CohortRow(long persons, List<ReturnCell> cells) {
    public CohortRow {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cohort in a bracket.
   *
   * @param returned how many persons of the cohort returned, so far
   * @param finished false when the bracket's last period was not over for everybody at the
   *     watermark: more may still return, so it is no rate and in no pooled rate
   * @param rate returned / the cohort's persons, 0 to 1; absent when unfinished or without persons
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record ReturnCell(long returned, boolean finished, OptionalDouble rate) {}
}
