package dev.riffle.query.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.FunnelAnswer.FunnelGroup;
import dev.riffle.query.answer.FunnelAnswer.FunnelLine;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.answer.FunnelAnswer.FunnelStep;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FunnelComparisonsTest {
  private static final String STEPS = "\"steps\": [\"a\", \"b\"]";

  @Test
  void comparesTheWholeConversionOfEachSegmentWithTheFirst() {
    Comparisons comparisons =
        FunnelComparisons.ofSegments(
                question("{" + STEPS + "}"),
                List.of(
                    segment("free", 5_400, 648),
                    segment("premium", 1_200, 480),
                    segment("partner", 29, 20)))
            .orElseThrow();

    assertThat(comparisons.adjustment()).isEqualTo(Adjustment.HOLM);
    assertThat(comparisons.baseline().name()).isEqualTo("free");
    assertThat(comparisons.compared())
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.DIFFERENT, Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void pathsAndHeldValuesAreNotComparedAsTheyAreNoIndependentPersons() {
    List<FunnelSegment> segments = List.of(segment("a", 100, 50), segment("b", 100, 50));

    assertThat(FunnelComparisons.ofSegments(question("{" + STEPS + "}"), segments)).isPresent();
    assertThat(
            FunnelComparisons.ofSegments(
                question("{" + STEPS + ", \"counting\": \"totals\"}"), segments))
        .isEmpty();
    assertThat(
            FunnelComparisons.ofSegments(
                question("{" + STEPS + ", \"hold\": [{\"property\": \"p\"}]}"), segments))
        .isEmpty();
  }

  @Test
  void groupsAreComparedOnlyWhenTheOutcomeDoesNotMakeThem() {
    List<FunnelGroup> groups = List.of(group("free", 100, 10), group("premium", 100, 20));

    assertThat(FunnelComparisons.ofGroups(question(brokenDown("")), groups).orElseThrow())
        .satisfies(found -> {
          assertThat(found.adjustment()).isEqualTo(Adjustment.BENJAMINI_HOCHBERG);
          assertThat(found.compared()).extracting(Comparison::name).containsExactly("premium");
        });
    assertThat(FunnelComparisons.ofGroups(question(brokenDown(", \"step\": 2")), groups)).isEmpty();
    assertThat(
            FunnelComparisons.ofGroups(question(brokenDown(", \"attribution\": \"last\"")), groups))
        .isEmpty();
  }

  private static String brokenDown(String more) {
    return "{" + STEPS + ", \"breakdown\": {\"property\": \"plan\"" + more + "}}";
  }

  private static Funnel question(String json) {
    return QuestionReader.funnel(json);
  }

  private static FunnelSegment segment(String name, long entered, long converted) {
    return new FunnelSegment(
        Optional.of(name), line(entered, converted), List.of(), Optional.empty());
  }

  private static FunnelGroup group(String label, long entered, long converted) {
    return new FunnelGroup(Optional.empty(), false, false, label, line(entered, converted));
  }

  private static FunnelLine line(long entered, long converted) {
    return new FunnelLine(List.of(step(entered), step(converted)), List.of());
  }

  private static FunnelStep step(long count) {
    return new FunnelStep(count, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
  }
}
