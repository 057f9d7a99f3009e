package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a point of a line covers, when it is not its own bucket alone. */
public sealed interface PointWindow {
  /** From the beginning of the range to the end of the bucket: {@code "cumulative"}. */
  record Cumulative() implements PointWindow {
    @JsonValue
    public String wire() {
      return "cumulative";
    }
  }

  /**
   * So many buckets, of which the point's own is the last: {@code {"rolling": 7}}. The first points
   * read before the range.
   */
  record Rolling(int rolling) implements PointWindow {
    public static final int BUCKETS_MAX = 90;

    public Rolling {
      if (rolling < 2 || rolling > BUCKETS_MAX) {
        throw InvalidQuestion.at(
            "/rolling",
            FaultCode.OUT_OF_BOUNDS,
            "A rolling window has 2 to " + BUCKETS_MAX + " buckets.");
      }
    }
  }
}
