package dev.riffle.query.answer;

import dev.riffle.query.question.Interval;
import java.util.List;

/**
 * Answer to a {@code Segmentation}.
 *
 * @param series for each event, each segment: in the question's order
 * @param formulas for each formula, each segment: in the question's order
 * @param segments sizes of the named segments, in the question's order; empty without segments
 * @param overlaps one for each pair of named segments
 * @param comparisons one for each event when there are at least two segments
 */
public record SegmentationAnswer(
    AnsweredRange range,
    Interval interval,
    List<Bucket> buckets,
    List<SeriesAnswer> series,
    List<FormulaAnswer> formulas,
    List<SegmentSize> segments,
    List<SegmentOverlap> overlaps,
    List<SeriesComparisons> comparisons,
    Meta meta)
    implements Answer {
  public SegmentationAnswer {
    buckets = List.copyOf(buckets);
    series = List.copyOf(series);
    formulas = List.copyOf(formulas);
    segments = List.copyOf(segments);
    overlaps = List.copyOf(overlaps);
    comparisons = List.copyOf(comparisons);
  }
}
