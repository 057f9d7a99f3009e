package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.protocol.RequestLimits;
import java.time.Duration;

/**
 * What the edge allows one request and all of them together.
 *
 * @param bodyTimeout from the head of a request to the end of its body
 * @param bodyIdle longest pause within a body
 * @param bodiesBytes bodies in hand at once, inflated ones at their full size
 */
public record EdgeLimits(
    RequestLimits request, Duration bodyTimeout, Duration bodyIdle, long bodiesBytes) {
  /** Larger bodies are not decoded on the event loop, which would keep others waiting. */
  static final int EVENT_LOOP_BYTES = 64 << 10;

  public EdgeLimits {
    if (!bodyTimeout.isPositive()
        || !bodyIdle.isPositive()
        || bodiesBytes < request.inflatedBytes()) {
      throw new IllegalArgumentException("the edge has room and time for at least one body");
    }
  }
}
