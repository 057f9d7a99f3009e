package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Something an analyst can ask. Closed on purpose: a new kind breaks the build in every place that
 * must know it.
 */
public sealed interface Question permits Segmentation, FeatureUsage {
  /** The days that the question covers. */
  @JsonIgnore
  TimeRange range();

  /** The zone of dates and buckets; the project's own when empty. */
  Optional<ZoneId> timeZone();

  /**
   * Count only what was received up to this instant. Set to the {@code asOf} of an earlier answer,
   * and with that answer's dates, it gives that answer's numbers again.
   */
  Optional<Instant> asOfReceived();

  /** Also return the SQL and its parameters. */
  boolean explain();
}
