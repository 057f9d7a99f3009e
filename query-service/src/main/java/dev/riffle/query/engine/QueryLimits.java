package dev.riffle.query.engine;

import java.time.Duration;

/**
 * What one statement may cost. Sent with it, and kept by the engine.
 *
 * @param time of execution, at least 1 ms
 * @param memoryBytes of the statement, at least 1 MB
 * @param resultRows rows of the answer, at least 1; more is an error, not a shorter answer
 * @param readRows rows of tables that it reads; more is an error; 0 for any number
 */
public record QueryLimits(Duration time, long memoryBytes, long resultRows, long readRows) {
  public QueryLimits {
    if (time.toMillis() < 1 || memoryBytes < 1 << 20 || resultRows < 1 || readRows < 0) {
      throw new IllegalArgumentException("limits leave nothing to run: " + time);
    }
  }

  /** Of a statement that may read whatever it needs. */
  public QueryLimits(Duration time, long memoryBytes, long resultRows) {
    this(time, memoryBytes, resultRows, 0);
  }

  /** The same, however many rows it reads. */
  public QueryLimits readingAny() {
    return new QueryLimits(time, memoryBytes, resultRows);
  }

  /** The same in another time. */
  QueryLimits within(Duration other) {
    return new QueryLimits(other, memoryBytes, resultRows, readRows);
  }
}
