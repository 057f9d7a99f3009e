package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Kills a part and has it stay down, by stopping the supervisor meanwhile. Nothing else is started
 * again in that time either, and one part at a time is down. Thread-safe.
 */
final class Downtime {
  private final PartProcesses processes;
  private final RecoveryWatch recovery;
  private final ReentrantLock lock = new ReentrantLock();

  /** What is done while the part is down. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  Downtime(PartProcesses processes, RecoveryWatch recovery) {
    this.processes = processes;
    this.recovery = recovery;
  }

  void keepDown(PartName part, Work work) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      ProcessHandle supervisor =
          processes
              .supervisor()
              .orElseThrow(() -> new IllegalStateException("nobody supervises the parts"));
      PartProcesses.signal(supervisor, "STOP");
      try {
        processes.kill(part);
        work.run();
      } finally {
        PartProcesses.signal(supervisor, "CONT");
        recovery.mended(part);
      }
    } finally {
      lock.unlock();
    }
  }
}
