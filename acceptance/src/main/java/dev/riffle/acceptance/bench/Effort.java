package dev.riffle.acceptance.bench;

import java.time.Duration;

/**
 * How long the measurements take.
 *
 * @param repetitions of each measurement, at least 3
 * @param time of each repetition that has no size
 * @param backlogRecords what the loader has to catch up with
 * @param probes events whose way to an answer is timed
 * @param questions asked each way
 * @param demoRecords what the questions are about
 */
record Effort(
    int repetitions,
    Duration warmUp,
    Duration time,
    int rawWarmUpRecords,
    int backlogRecords,
    int probes,
    int questions,
    int demoRecords) {
  static final Effort FULL =
      new Effort(
          5, Duration.ofSeconds(20), Duration.ofSeconds(8), 500_000, 600_000, 400, 60, 1_000_000);

  static final Effort QUICK =
      new Effort(
          3, Duration.ofSeconds(10), Duration.ofSeconds(4), 300_000, 200_000, 100, 30, 200_000);

  Effort {
    if (repetitions < 3) {
      throw new IllegalArgumentException("fewer than 3 repetitions show no spread");
    }
  }
}
