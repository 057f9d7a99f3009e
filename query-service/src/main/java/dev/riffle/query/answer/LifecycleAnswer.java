package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.riffle.query.question.PeriodUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answer to a {@code Lifecycle}.
 *
 * @param range the question's, taken to whole periods
 * @param lines one for each named segment, in the question's order; one for everybody without
 * @param comparisons of the shares of each finished period that came again, of all who were active
 *     in the one before, with that of the first segment; empty with fewer than two segments
 */
public record LifecycleAnswer(
    AnsweredRange range,
    PeriodUnit unit,
    List<Period> periods,
    List<LifecycleLine> lines,
    List<PeriodComparisons> comparisons,
    Meta meta)
    implements Answer {
  public LifecycleAnswer {
    periods = List.copyOf(periods);
    lines = List.copyOf(lines);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * One segment.
   *
   * @param segment its name; absent when the question names no segments
   * @param points one for each period
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record LifecycleLine(Optional<String> segment, List<LifecycleCounts> points) {
    public LifecycleLine {
      points = List.copyOf(points);
    }
  }

  /**
   * Persons of a period.
   *
   * @param newPersons active for the first time ever
   * @param current active, as in the period before
   * @param resurrected active, not in the period before, but earlier
   * @param dormant not active, but in the period before
   * @param pulse (new + resurrected) / dormant: above 1 the active persons become more; absent
   *     without dormant ones, and when the period is not finished
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record LifecycleCounts(
      @JsonProperty("new") long newPersons,
      long current,
      long resurrected,
      long dormant,
      OptionalDouble pulse) {
    public static LifecycleCounts of(
        long newPersons, long current, long resurrected, long dormant, boolean finished) {
      return new LifecycleCounts(
          newPersons,
          current,
          resurrected,
          dormant,
          finished && dormant > 0
              ? OptionalDouble.of((double) (newPersons + resurrected) / dormant)
              : OptionalDouble.empty());
    }
  }
}
