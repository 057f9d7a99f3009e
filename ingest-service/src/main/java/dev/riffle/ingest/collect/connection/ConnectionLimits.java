package dev.riffle.ingest.collect.connection;

import java.time.Duration;

/**
 * What a connection may take.
 *
 * @param max connections open at once
 * @param headTimeout from the accept, or on a connection that was used before from the first byte,
 *     to the end of a request's head
 */
public record ConnectionLimits(int max, Duration headTimeout) {
  public ConnectionLimits {
    if (max < 1 || !headTimeout.isPositive()) {
      throw new IllegalArgumentException("there is a connection, and time for a head");
    }
  }
}
