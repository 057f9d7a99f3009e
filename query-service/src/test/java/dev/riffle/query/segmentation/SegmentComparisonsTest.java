package dev.riffle.query.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.MeasureComparisons;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SeriesComparisons;
import dev.riffle.query.question.Series;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentComparisonsTest {
  private static final Series EXPORT = new Series("Export", Optional.empty());
  private static final Series IMPORT = new Series("Import", Optional.empty());
  private static final List<SegmentSize> SIZES =
      List.of(
          new SegmentSize("free", 1000),
          new SegmentSize("premium", 1000),
          new SegmentSize("trial", 29));

  @Test
  void comparesEachSegmentToTheFirstOfItsSeries() {
    List<SeriesComparisons> comparisons =
        new SegmentComparisons(List.of(EXPORT, IMPORT), SIZES)
            .of(List.of(100L, 300L, 5L, 500L, 500L, 10L));

    assertThat(comparisons).extracting(SeriesComparisons::letter).containsExactly("A", "B");
    assertThat(comparisons)
        .extracting(SeriesComparisons::event)
        .containsExactly("Export", "Import");
    assertThat(comparisons.getFirst().baseline().name()).isEqualTo("free");
    assertThat(comparisons.getFirst().baseline().rate()).hasValue(0.1);
    assertThat(comparisons.getFirst().compared())
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.DIFFERENT, Verdict.INSUFFICIENT_DATA);
    assertThat(comparisons.get(1).baseline().conversions()).isEqualTo(500);
    assertThat(comparisons.get(1).compared())
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.NO_EVIDENCE, Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void allComparisonsOfTheAnswerAreOneFamily() {
    List<SegmentSize> two = SIZES.subList(0, 2);
    // alone, p is 0.019
    Comparison alone =
        new SegmentComparisons(List.of(EXPORT), two)
            .of(List.of(100L, 150L))
            .getFirst()
            .compared()
            .getFirst();
    Comparison ofThree =
        new SegmentComparisons(List.of(EXPORT, IMPORT, IMPORT), two)
            .of(List.of(100L, 150L, 5L, 5L, 5L, 5L))
            .getFirst()
            .compared()
            .getFirst();

    assertThat(alone.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(ofThree.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(ofThree.adjustedPValue().orElseThrow())
        .isCloseTo(
            3 * alone.adjustedPValue().orElseThrow(), org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void meansAreComparedBySeriesAndMeasure() {
    Mean low = new Mean(1000, 2000, 8000, 0, 10);
    Mean high = new Mean(1000, 4000, 20_000, 0, 10);
    List<MeasureComparisons> comparisons =
        new SegmentComparisons(List.of(EXPORT, IMPORT), SIZES.subList(0, 2))
            .ofMeans(
                List.of("average", "avg(sum(amount))"),
                List.of(
                    List.of(low, high), List.of(high, high), List.of(low, low), List.of(low, low)));

    assertThat(comparisons)
        .extracting(each -> each.letter() + " " + each.measure())
        .containsExactly("A average", "A avg(sum(amount))", "B average", "B avg(sum(amount))");
    assertThat(comparisons.get(1).baseline().mean()).hasValue(4);
    assertThat(comparisons)
        .extracting(each -> each.compared().getFirst().verdict())
        .containsExactly(
            Verdict.DIFFERENT, Verdict.NO_EVIDENCE, Verdict.NO_EVIDENCE, Verdict.NO_EVIDENCE);
    assertThat(comparisons.getFirst().compared().getFirst().name()).isEqualTo("premium");
  }

  @Test
  void oneSegmentIsComparedToNothing() {
    assertThat(new SegmentComparisons(List.of(EXPORT), SIZES.subList(0, 1)).of(List.of(1L)))
        .isEmpty();
    assertThat(new SegmentComparisons(List.of(EXPORT), List.of()).of(List.of(1L))).isEmpty();
  }
}
