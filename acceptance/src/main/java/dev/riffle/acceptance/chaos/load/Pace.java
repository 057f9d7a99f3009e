package dev.riffle.acceptance.chaos.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spreads events evenly over time, for many threads. After a standstill it goes on at its rate, and
 * makes up for a second at most. Thread-safe.
 */
final class Pace {
  private static final long CATCH_UP_NANOS = Duration.ofSeconds(1).toNanos();

  private double eventsPerSecond;
  private long nextNanos;

  Pace(double eventsPerSecond, long nowNanos) {
    this.eventsPerSecond = eventsPerSecond;
    this.nextNanos = nowNanos;
  }

  synchronized void rate(double newEventsPerSecond) {
    eventsPerSecond = newEventsPerSecond;
  }

  synchronized double rate() {
    return eventsPerSecond;
  }

  /** How long to wait before so many events may go. */
  synchronized Duration take(int events, long nowNanos) {
    nextNanos = Math.max(nextNanos, nowNanos - CATCH_UP_NANOS);
    long wait = Math.max(0, nextNanos - nowNanos);
    nextNanos += Math.round(events * TimeUnit.SECONDS.toNanos(1) / eventsPerSecond);
    return Duration.ofNanos(wait);
  }
}
