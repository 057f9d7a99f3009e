package dev.riffle.acceptance.chaos.plan;

import java.util.Locale;

/** Kafka records that the loader cannot read; they belong in the dead letters, whole. */
public enum Poison {
  GARBAGE,
  UNKNOWN_VERSION,
  NO_VERSION,
  EMPTY,
  TOMBSTONE,
  ALMOST_A_MEGABYTE,
  /** The first half of a real event. */
  CUT_SHORT;

  /** As plan and report name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
