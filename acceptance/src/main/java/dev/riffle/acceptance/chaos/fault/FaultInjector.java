package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries single faults out, and counts them. {@link #inject} returns when the fault is over. */
public final class FaultInjector {
  private final PartProcesses processes;
  private final RecoveryWatch recovery;
  private final Map<String, Integer> done = new TreeMap<>();

  public FaultInjector(RunningRiffle riffle, RecoveryWatch recovery) {
    this.processes = riffle.processes();
    this.recovery = recovery;
  }

  /** Breaks something, for as long as the fault says, and mends it. */
  public void inject(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Kill kill -> kill(kill);
      case Fault.Stop stop -> stop(stop);
      case Fault.Impair _, Fault.FillDisk _, Fault.KillAtCall _, Fault.Poisoning _ ->
          throw new IllegalStateException("not yet");
      case Fault.SecondLoader _, Fault.Overload _ -> throw new IllegalStateException("not yet");
    }
    count(fault.group().text() + " " + fault.target());
  }

  /** How often each thing was done. */
  public synchronized Map<String, Integer> done() {
    return new TreeMap<>(done);
  }

  private synchronized void count(String what) {
    done.merge(what, 1, Integer::sum);
  }

  private void kill(Fault.Kill kill) throws IOException {
    for (PartName part : kill.parts()) {
      if (processes.kill(part).isPresent()) {
        recovery.mended(part);
      }
    }
  }

  private void stop(Fault.Stop stop) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = processes.process(stop.part());
    if (process.isEmpty()) {
      return;
    }
    PartProcesses.signal(process.get(), "STOP");
    try {
      Thread.sleep(stop.lasting());
    } finally {
      PartProcesses.signal(process.get(), "CONT");
      recovery.mended(stop.part());
    }
  }
}
