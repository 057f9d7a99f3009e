package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.load.LoadGenerator;
import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.event.EventTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries single faults out, and counts them. Thread-safe, for faults of different targets. */
public final class FaultInjector {
  private final RunningRiffle riffle;
  private final PartProcesses processes;
  private final RecoveryWatch recovery;
  private final Tools tools;
  private final Map<String, Integer> done = new TreeMap<>();

  /** What faults are made with. */
  public record Tools(LoadGenerator load, Links links, DiskVolumes disks, PoisonProducer poison) {}

  public FaultInjector(RunningRiffle riffle, RecoveryWatch recovery, Tools tools) {
    this.riffle = riffle;
    this.processes = riffle.processes();
    this.recovery = recovery;
    this.tools = tools;
  }

  /**
   * Breaks something, for as long as the fault says, and mends it.
   *
   * @throws IllegalStateException when this machine cannot do that
   */
  public void inject(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Kill kill -> kill(kill);
      case Fault.Stop stop -> stop(stop);
      case Fault.Impair impair -> impair(impair);
      case Fault.FillDisk fill -> fill(fill);
      case Fault.KillAtCall at -> killAtCall(at);
      case Fault.Poisoning(var poison) -> tools.poison().write(poison);
      case Fault.SecondLoader second -> secondLoader(second);
      case Fault.Overload overload -> overload(overload);
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
      throw new IllegalStateException("it was down");
    }
    PartProcesses.signal(process.get(), "STOP");
    try {
      Thread.sleep(stop.lasting());
    } finally {
      PartProcesses.signal(process.get(), "CONT");
      recovery.mended(stop.part());
    }
  }

  private void impair(Fault.Impair impair) throws InterruptedException {
    tools.links().impair(impair.link(), impair.impairment());
    try {
      Thread.sleep(impair.lasting());
    } finally {
      tools.links().impair(impair.link(), Impairment.NONE);
      recovery.mended(PartName.INGEST);
    }
  }

  private void fill(Fault.FillDisk fill) throws IOException, InterruptedException {
    try {
      tools.disks().fill(fill.part(), fill.lasting());
    } finally {
      recovery.mended(fill.part());
    }
  }

  private void killAtCall(Fault.KillAtCall at) throws IOException, InterruptedException {
    Optional<ProcessHandle> engine = processes.process(PartName.CLICKHOUSE);
    if (engine.isEmpty() || !SyscallKiller.kill(engine.get(), at.call(), at.occurrence())) {
      throw new IllegalStateException("the engine was down, or the call did not come in time");
    }
    recovery.mended(PartName.CLICKHOUSE);
  }

  private void secondLoader(Fault.SecondLoader second) throws IOException, InterruptedException {
    Path log = riffle.data().resolve("logs").resolve("second-loader.log");
    try (IngestProcess loader = IngestProcess.start(riffle, "load", EventTopic.NAME, log)) {
      Thread.sleep(second.lasting());
      if (second.killed()) {
        PartProcesses.kill(loader.process());
      }
    }
  }

  private void overload(Fault.Overload overload) throws InterruptedException {
    double usual = tools.load().rate();
    tools.load().rate(usual * overload.factor());
    try {
      Thread.sleep(overload.lasting());
    } finally {
      tools.load().rate(usual);
    }
  }
}
