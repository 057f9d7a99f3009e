package dev.riffle.query.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.SessionsAnswer.SessionCounts;
import dev.riffle.query.answer.SessionsAnswer.SessionsLine;
import dev.riffle.query.statistics.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsRunTest {
  @Test
  void sharesOfRepeatPersonsAreComparedToTheFirstSegments() {
    Comparisons comparisons =
        SessionsRun.comparisons(
                List.of(line("free", 1000, 100), line("premium", 1000, 300), line("trial", 29, 9)))
            .orElseThrow();

    assertThat(comparisons.baseline().name()).isEqualTo("free");
    assertThat(comparisons.baseline().rate()).hasValue(0.1);
    assertThat(comparisons.compared())
        .extracting(Comparison::name, Comparison::verdict)
        .containsExactly(
            tuple("premium", Verdict.DIFFERENT), tuple("trial", Verdict.INSUFFICIENT_DATA));
  }

  @Test
  void oneSegmentIsComparedToNothing() {
    assertThat(SessionsRun.comparisons(List.of(line("free", 1000, 100)))).isEmpty();
  }

  private static SessionsLine line(String segment, long persons, long repeat) {
    return new SessionsLine(
        Optional.of(segment),
        SessionCounts.of(5000, persons, repeat, 9000, 1, 1),
        List.of(),
        List.of());
  }
}
