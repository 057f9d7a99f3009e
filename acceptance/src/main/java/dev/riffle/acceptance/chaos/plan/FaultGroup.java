package dev.riffle.acceptance.chaos.plan;

import java.util.Locale;

/** Kinds of faults, as {@code --faults} names them. */
public enum FaultGroup {
  /** {@code kill -9} of a part, or of all at once. */
  KILL,
  /** {@code kill -9}, and not started again for a while. */
  HOLD,
  /** Offsets, an index or a log are removed while nobody uses them. */
  FORGET,
  /** SIGSTOP, and SIGCONT after a while. */
  STOP,
  /** A connection is delayed, slowed, cut, or swallows what is sent. */
  NETWORK,
  /**
   * No space is left for a part, or for the index of message ids. Needs root, for a file system of
   * its own.
   */
  DISK,
  /** The engine is killed at a chosen system call. Needs strace. */
  SYSCALL,
  /** A system call of a part fails once with EIO. Needs strace. */
  IO_ERROR,
  /** Records in Kafka that no event is. */
  POISON,
  /** A second loader comes and goes, or one of the two stands still. */
  REBALANCE,
  /** Ten times the load. */
  OVERLOAD;

  /** As the user types it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
