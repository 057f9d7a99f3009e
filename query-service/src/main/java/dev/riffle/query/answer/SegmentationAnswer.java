package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.Interval;
import java.util.List;
import java.util.Optional;

/**
 * Answer to a {@code Segmentation}.
 *
 * @param series for each event, each segment: in the question's order
 * @param formulas for each formula, each segment: in the question's order
 * @param segments sizes of the named segments, in the question's order; empty without segments
 * @param overlaps one for each pair of named segments
 * @param comparisons one for each event when there are at least two segments
 * @param meanComparisons one for each event and each measure that is a mean over persons ({@code
 *     average}, and what has {@code avg} per user) when there are at least two segments
 * @param comparedTo the earlier days, when the question compares to some
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SegmentationAnswer(
    AnsweredRange range,
    Interval interval,
    List<Bucket> buckets,
    List<SeriesAnswer> series,
    List<FormulaAnswer> formulas,
    List<SegmentSize> segments,
    List<SegmentOverlap> overlaps,
    List<SeriesComparisons> comparisons,
    List<MeasureComparisons> meanComparisons,
    Optional<ComparedPeriod> comparedTo,
    Meta meta)
    implements Answer {
  public SegmentationAnswer {
    buckets = List.copyOf(buckets);
    series = List.copyOf(series);
    formulas = List.copyOf(formulas);
    segments = List.copyOf(segments);
    overlaps = List.copyOf(overlaps);
    comparisons = List.copyOf(comparisons);
    meanComparisons = List.copyOf(meanComparisons);
  }
}
