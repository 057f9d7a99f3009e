package dev.riffle.local.clickhouse.pool;

import java.time.Duration;

/**
 * How much runs and waits at a time.
 *
 * @param running statements at a time; each has a connection
 * @param waiting requests beyond them; more are refused at once
 * @param maxWait of a waiting request; refused then
 */
public record PoolLimits(int running, int waiting, Duration maxWait) {
  public PoolLimits {
    if (running < 1 || waiting < 0 || maxWait.isNegative()) {
      throw new IllegalArgumentException("limits of the pool must be positive");
    }
  }
}
