package dev.riffle.ingest.collect.protocol;

import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.ingest.collect.outcome.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The result of a request, before a door puts it into its vendor's words. */
public sealed interface Answer {
  /** Every accepted event is acknowledged by the log. */
  record Stored(int accepted, List<Rejection> rejected, int bytesReceived, Instant at)
      implements Answer {}

  /**
   * Nothing of the request is stored, as far as is known.
   *
   * @param events number of events of the request, as far as it was read
   * @param retryAfter when to try again; zero when trying again is useless
   */
  record Refused(Refusal refusal, List<Rejection> rejected, int events, Duration retryAfter)
      implements Answer {}
}
