package dev.riffle.ingest.load.retry;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long a message id is remembered, in whole UTC days of receipt: a retry is recognised when
 * its day of receipt is at most that many days after that of the first. So it holds for at least
 * that many times 24 hours, and for a day more at most.
 *
 * <p>Days are numbered from 1970-01-01. Which day a record belongs to is a fact of the log; the
 * clock only decides when a day that no record can need any more is thrown away.
 *
 * @param days at least one
 */
public record RetryWindow(int days) {
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
  private static final int DAYS_MAX = 366;

  public RetryWindow {
    if (days < 1 || days > DAYS_MAX) {
      throw new IllegalArgumentException("a window of 1 to " + DAYS_MAX + " days, not " + days);
    }
  }

  /** The least window that is not shorter than that. */
  public static RetryWindow of(Duration duration) {
    if (duration.compareTo(Duration.ofDays(1)) < 0 || duration.toDays() > DAYS_MAX) {
      throw new IllegalArgumentException("a window of 1 to " + DAYS_MAX + " days: " + duration);
    }
    return new RetryWindow(Math.toIntExact(Math.ceilDiv(duration.toMillis(), MILLIS_PER_DAY)));
  }

  /** How long a message id is remembered at least: what health says, and what is promised. */
  public Duration atLeast() {
    return Duration.ofDays(days);
  }

  /** The UTC day of a time. */
  public static int dayOf(Instant time) {
    return (int) Math.floorDiv(time.toEpochMilli(), MILLIS_PER_DAY);
  }

  /** When that day begins, milliseconds. */
  static long startMillis(int day) {
    return day * MILLIS_PER_DAY;
  }

  /** True when what was received on the one day is still remembered on the other. */
  boolean covers(int firstDay, int day) {
    return day - firstDay <= days;
  }

  /**
   * The newest day that is surely over: a record received with a wrong clock, far ahead, must not
   * make everything else look old, nor may our own clock alone.
   */
  static int present(int newestDay, Instant now) {
    return Math.min(newestDay, dayOf(now));
  }

  /**
   * The oldest day that is still needed. One more than the window has: records are not in the exact
   * order of their receipt, and one from before midnight may follow one from after it.
   */
  int oldest(int present) {
    return present - days - 1;
  }
}
