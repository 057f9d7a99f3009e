package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.PeriodUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Answer to a {@code Stickiness}.
 *
 * @param range the question's, taken to whole weeks or months
 * @param lines one for each named segment, in the question's order; one for everybody without
 * @param comparisons of the shares of each finished period that came on two days or more, of all
 *     who came, with that of the first segment; empty with fewer than two segments
 */
public record StickinessAnswer(
    AnsweredRange range,
    PeriodUnit unit,
    List<Period> periods,
    List<StickinessLine> lines,
    List<PeriodComparisons> comparisons,
    Meta meta)
    implements Answer {
  public StickinessAnswer {
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
  public record StickinessLine(Optional<String> segment, List<StickinessCounts> points) {
    public StickinessLine {
      points = List.copyOf(points);
    }
  }

  /**
   * Persons of a period by their number of days.
   *
   * @param persons active on any day
   * @param exactly on exactly 1, 2, ... 7 or 31 different local dates
   * @param atLeast on so many or more
   */
  public record StickinessCounts(long persons, List<Long> exactly, List<Long> atLeast) {
    public StickinessCounts {
      exactly = List.copyOf(exactly);
      atLeast = List.copyOf(atLeast);
    }

    /** Of the persons on exactly so many days, from one day. */
    public static StickinessCounts of(long[] exactly) {
      long[] atLeast = exactly.clone();
      for (int i = atLeast.length - 2; i >= 0; i--) {
        atLeast[i] += atLeast[i + 1];
      }
      return new StickinessCounts(
          atLeast[0],
          Arrays.stream(exactly).boxed().toList(),
          Arrays.stream(atLeast).boxed().toList());
    }
  }
}
