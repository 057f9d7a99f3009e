package dev.riffle.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.MeanComparison;
import dev.riffle.query.answer.MeanComparisons;
import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
import dev.riffle.query.answer.RevenueAnswer.RevenueLine;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevenueRunTest {
  @Test
  void sharesOfPayingPersonsAreComparedToTheFirstSegmentsDayByDay() {
    List<Comparisons> comparisons =
        RevenueRun.comparisons(List.of(line("free", 100, 110), line("premium", 300, 100)));

    assertThat(comparisons).hasSize(2);
    assertThat(comparisons.getFirst().baseline().name()).isEqualTo("free");
    assertThat(comparisons.getFirst().baseline().rate()).hasValue(0.1);
    assertThat(comparisons)
        .extracting(day -> day.compared().getFirst())
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.DIFFERENT, Verdict.NO_EVIDENCE);
  }

  @Test
  void revenuePerPersonIsComparedToTheFirstSegmentsDayByDay() {
    List<MeanComparisons> comparisons =
        RevenueRun.meanComparisons(
            List.of(
                List.of(mean("free", 100), mean("free", 110)),
                List.of(mean("premium", 300), mean("premium", 100)),
                List.of(mean("trial", 10), mean("trial", 10))));

    assertThat(comparisons).hasSize(2);
    assertThat(comparisons.getFirst().baseline().name()).isEqualTo("free");
    assertThat(comparisons.getFirst().baseline().mean()).hasValue(0.5);
    assertThat(comparisons.getFirst().compared())
        .extracting(MeanComparison::verdict)
        .containsExactly(Verdict.DIFFERENT, Verdict.INSUFFICIENT_DATA);
    assertThat(comparisons.get(1).compared())
        .extracting(MeanComparison::verdict)
        .containsExactly(Verdict.NO_EVIDENCE, Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void squaresOfWhatEachHasBroughtAreThoseOfTheDay() {
    // one person with 10 on day 0 and -4 on day 1, one with 3 on day 1, one whose day 1 goes on
    List<Mean> means =
        new RevenueCounts(
                1,
                List.of(
                    List.of(1L, 0L, 2L, 1L, 10.0, 100.0, 0.0, 10.0),
                    List.of(1L, 1L, 0L, 1L, -1.0, 36.0 - 100 + 9, 3.0, 6.0),
                    List.of(0L, 0L, 1L, 1L, 20.0, 400.0, 0.0, 20.0)))
            .means();

    assertThat(means).containsExactly(new Mean(3, 30, 500, 0, 20), new Mean(2, 9, 45, 0, 10));
  }

  @Test
  void oneLineIsComparedToNothing() {
    assertThat(RevenueRun.comparisons(List.of(line("free", 100, 110)))).isEmpty();
    assertThat(RevenueRun.meanComparisons(List.of(List.of(mean("free", 100))))).isEmpty();
  }

  /** Of so many who brought 5 each, and others who brought nothing. */
  private static MeanComparisons.Named mean(String segment, int paying) {
    return new MeanComparisons.Named(segment, new Mean(1000, 5 * paying, 25 * paying, 0, 5));
  }

  private static RevenueLine line(String segment, long onDay0, long onDay1) {
    return new RevenueLine(
        Optional.of(segment),
        1000,
        List.of(RevenueDay.of(0, 1000, onDay0, 5), RevenueDay.of(1, 1000, onDay1, 5)));
  }
}
