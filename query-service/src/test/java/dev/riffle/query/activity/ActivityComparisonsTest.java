package dev.riffle.query.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.Period;
import dev.riffle.query.answer.PeriodComparisons;
import dev.riffle.query.question.Segment;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.Verdict;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActivityComparisonsTest {
  private static final List<Segment> SEGMENTS =
      List.of(segment("free"), segment("premium"), segment("trial"));

  @Test
  void sharesOfFinishedPeriodsAreComparedToTheFirstSegments() {
    Proportion[][] shares = {
      {new Proportion(1000, 100), new Proportion(1000, 300), new Proportion(20, 9)},
      {new Proportion(1000, 100), new Proportion(1000, 101), new Proportion(0, 0)},
      {new Proportion(10, 1), new Proportion(10, 3), new Proportion(0, 0)},
    };

    List<PeriodComparisons> comparisons =
        ActivityComparisons.of(
            SEGMENTS,
            List.of(week(2, true), week(9, true), week(16, false)),
            (segment, period) -> shares[period][segment]);

    assertThat(comparisons)
        .extracting(each -> each.start().toLocalDate(), each -> each.baseline().conversions())
        .containsExactly(
            tuple(LocalDate.of(2026, 11, 2), 100L), tuple(LocalDate.of(2026, 11, 9), 100L));
    assertThat(comparisons)
        .flatExtracting(PeriodComparisons::compared)
        .extracting(Comparison::name, Comparison::verdict)
        .containsExactly(
            tuple("premium", Verdict.DIFFERENT),
            tuple("trial", Verdict.INSUFFICIENT_DATA),
            tuple("premium", Verdict.NO_EVIDENCE),
            tuple("trial", Verdict.INSUFFICIENT_DATA));
  }

  /** What is clear alone may be chance among as many as one looks at. */
  @Test
  void allPeriodsAreOneFamily() {
    Proportion free = new Proportion(1000, 100);
    Proportion premium = new Proportion(1000, 160);

    assertThat(pValue(free, premium, 1)).isLessThan(0.05);
    assertThat(pValue(free, premium, 2)).isEqualTo(2 * pValue(free, premium, 1));
  }

  @Test
  void oneSegmentIsComparedToNothing() {
    assertThat(
            ActivityComparisons.of(
                List.of(segment("free")),
                List.of(week(2, true)),
                (_, _) -> new Proportion(1000, 100)))
        .isEmpty();
  }

  private static double pValue(Proportion free, Proportion premium, int periods) {
    List<Period> weeks = List.of(week(2, true), week(9, true)).subList(0, periods);
    return ActivityComparisons.of(
            SEGMENTS.subList(0, 2),
            weeks,
            (segment, period) -> segment == 1 && period == 0 ? premium : free)
        .getFirst()
        .compared()
        .getFirst()
        .adjustedPValue()
        .orElseThrow();
  }

  private static Segment segment(String name) {
    return new Segment(name, Optional.empty());
  }

  private static Period week(int day, boolean finished) {
    LocalDate date = LocalDate.of(2026, 11, day);
    OffsetDateTime start = date.atStartOfDay().atOffset(ZoneOffset.UTC);
    return new Period(date, start, start.plusWeeks(1), finished);
  }
}
