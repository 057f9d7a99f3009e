package dev.riffle.query.funnel;

import dev.riffle.query.question.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose count in the answer it is.
 *
 * @param step that they reached, from 1
 * @param dropped and did not reach the next one
 * @param bucketStart begun in the bucket with this start; whenever if empty
 */
public record FunnelCell(
    Optional<Segment> segment,
    Optional<Group> group,
    Optional<Instant> bucketStart,
    int step,
    boolean dropped) {
  /** A group of the breakdown. */
  public sealed interface Group {
    /** Paths with one value, in its stored form; empty when missing. */
    record Value(String stored) implements Group {}

    /** Paths with none of these values, that reached the step of the attribution. */
    record Other(List<String> told) implements Group {
      public Other {
        told = List.copyOf(told);
      }
    }

    /** Paths that did not reach the step of the attribution. */
    record NotReached() implements Group {}
  }
}
