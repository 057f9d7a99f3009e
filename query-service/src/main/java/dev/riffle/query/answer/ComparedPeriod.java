package dev.riffle.query.answer;

import java.util.List;

/**
 * The same question about earlier days.
 *
 * @param buckets of those days; there may be fewer or more than in the answer
 * @param pairs which buckets go together, in order; one that the other side does not have, such as
 *     the 31st of a month of 30 days, is in none
 * @param series in the answer's order, with the answer's groups in the answer's order, also where
 *     nothing happened in them
 * @param formulas likewise
 * @param segments sizes in those days; populations are as of their end
 */
public record ComparedPeriod(
    AnsweredRange range,
    List<Bucket> buckets,
    List<BucketPair> pairs,
    List<SeriesAnswer> series,
    List<FormulaAnswer> formulas,
    List<SegmentSize> segments,
    List<SegmentOverlap> overlaps) {
  public ComparedPeriod {
    buckets = List.copyOf(buckets);
    pairs = List.copyOf(pairs);
    series = List.copyOf(series);
    formulas = List.copyOf(formulas);
    segments = List.copyOf(segments);
    overlaps = List.copyOf(overlaps);
  }

  /**
   * Two buckets to compare.
   *
   * @param bucket place among the answer's, from 0
   * @param earlier place among the earlier ones
   */
  public record BucketPair(int bucket, int earlier) {}
}
