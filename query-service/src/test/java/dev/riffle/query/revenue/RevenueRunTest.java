package dev.riffle.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
import dev.riffle.query.answer.RevenueAnswer.RevenueLine;
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
  void oneLineIsComparedToNothing() {
    assertThat(RevenueRun.comparisons(List.of(line("free", 100, 110)))).isEmpty();
  }

  private static RevenueLine line(String segment, long onDay0, long onDay1) {
    return new RevenueLine(
        Optional.of(segment),
        1000,
        List.of(RevenueDay.of(0, 1000, onDay0, 5), RevenueDay.of(1, 1000, onDay1, 5)));
  }
}
