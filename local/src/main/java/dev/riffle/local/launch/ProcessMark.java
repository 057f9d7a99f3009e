package dev.riffle.local.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Names one process for ever: numbers are used again, the pair of number and start time is not.
 *
 * @param pid number of the process
 * @param startedAt when the operating system started it
 */
public record ProcessMark(long pid, Instant startedAt) {
  /** Two readings of one start time differ when the machine's clock was set in between. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  public static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process, if it still runs; never another one that has its number now. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    Instant seen = process.info().startInstant().orElse(Instant.EPOCH);
    return Duration.between(seen, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }
}
