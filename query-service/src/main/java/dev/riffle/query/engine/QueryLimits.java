package dev.riffle.query.engine;

import java.time.Duration;

/**
 * What one statement may cost. Sent with it, and kept by the engine.
 *
 * @param time of execution, at least 1 ms
 * @param memoryBytes of the statement, at least 1 MB
 * @param resultRows rows of the answer, at least 1; more is an error, not a shorter answer
 */
public record QueryLimits(Duration time, long memoryBytes, long resultRows) {
  public QueryLimits {
    if (time.toMillis() < 1 || memoryBytes < 1 << 20 || resultRows < 1) {
      throw new IllegalArgumentException("limits leave nothing to run: " + time);
    }
  }
}
