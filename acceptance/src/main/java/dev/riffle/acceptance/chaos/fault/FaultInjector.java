package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.load.LoadGenerator;
import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.LoaderGroup;
import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.event.EventTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Carries single faults out, and counts them. Thread-safe, for faults of different targets. */
public final class FaultInjector {
  /** Of so many kills of a part one does not wait until it is ready. */
  private static final int EARLY_KILL = 4;

  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final RunningRiffle riffle;
  private final PartProcesses processes;
  private final RecoveryWatch recovery;
  private final Tools tools;
  private final Downtime downtime;
  private final Forgetting forgetting;
  private final Map<PartName, Integer> kills = new ConcurrentHashMap<>();
  private final Map<String, Integer> done = new TreeMap<>();

  /** What faults are made with. */
  public record Tools(
      LoadGenerator load,
      Links links,
      DiskVolumes disks,
      PoisonProducer poison,
      OutageWatch outages) {}

  public FaultInjector(RunningRiffle riffle, RecoveryWatch recovery, Tools tools) {
    this.riffle = riffle;
    this.processes = riffle.processes();
    this.recovery = recovery;
    this.tools = tools;
    this.downtime = new Downtime(processes, recovery);
    this.forgetting = new Forgetting(riffle, downtime, tools.links());
  }

  /**
   * Breaks something, for as long as the fault says, and mends it.
   *
   * @throws IllegalStateException when this machine cannot do that
   */
  public void inject(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Kill kill -> kill(kill);
      case Fault.Hold hold -> hold(hold);
      case Fault.Forget(var what) -> forgetting.forget(what);
      case Fault.Stop stop -> stop(stop);
      case Fault.Impair impair -> impair(impair);
      case Fault.FillDisk fill -> fill(fill);
      case Fault.KillAtCall at -> killAtCall(at);
      case Fault.FailCall at -> failCall(at);
      case Fault.Poisoning(var poison) -> tools.poison().write(poison);
      case Fault.PoisonedBacklog backlog -> poison(backlog);
      case Fault.SecondLoader second -> secondLoader(second);
      case Fault.FrozenLoaders frozen -> frozenLoaders(frozen);
      case Fault.Overload overload ->
          tools.outages().add(new Overloading(tools.load(), processes).overload(overload));
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

  private void kill(Fault.Kill kill) throws IOException, InterruptedException {
    if (kill.parts().size() == 1) {
      awaitAnother(kill.parts().getFirst());
    }
    for (PartName part : kill.parts()) {
      if (processes.kill(part).isPresent()) {
        recovery.mended(part);
      }
    }
  }

  /**
   * A part may be killed while it starts, but not every time: a slow machine would never see it
   * ready.
   */
  private void awaitAnother(PartName part) throws InterruptedException {
    boolean early = kills.merge(part, 1, Integer::sum) % EARLY_KILL == 0;
    long end = System.nanoTime() + READY_MAX.toNanos();
    while (!early && recovery.broken().contains(part) && System.nanoTime() < end) {
      Thread.sleep(POLL);
    }
  }

  private void hold(Fault.Hold hold) throws IOException, InterruptedException {
    OutageWatch watch = tools.outages();
    downtime.keepDown(hold.part(), () -> watch.during(hold.part(), hold.lasting()));
    watch.after(hold.part());
  }

  private void stop(Fault.Stop stop) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = processes.process(stop.part());
    if (process.isEmpty()) {
      throw new IllegalStateException("it was down");
    }
    PartProcesses.signal(process.get(), "STOP");
    try {
      if (stop.watched()) {
        tools.outages().during(stop.part(), stop.lasting());
      } else {
        Thread.sleep(stop.lasting());
      }
    } finally {
      PartProcesses.signal(process.get(), "CONT");
      recovery.mended(stop.part());
    }
    if (stop.watched()) {
      tools.outages().after(stop.part());
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
      tools.disks().fill(fill.volume(), fill.lasting());
    } finally {
      recovery.mended(fill.volume().part());
    }
  }

  private void killAtCall(Fault.KillAtCall at) throws IOException, InterruptedException {
    Optional<ProcessHandle> engine = traceable(PartName.CLICKHOUSE);
    if (engine.isEmpty() || !SyscallFaults.kill(engine.get(), at.call(), at.occurrence())) {
      throw new IllegalStateException("the engine was down, or the call did not come in time");
    }
    recovery.mended(PartName.CLICKHOUSE);
  }

  private void failCall(Fault.FailCall at) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = traceable(at.part());
    if (process.isEmpty() || !SyscallFaults.fail(process.get(), at.call(), at.occurrence())) {
      throw new IllegalStateException("it was down, or the call did not come in time");
    }
    recovery.mended(at.part());
  }

  private Optional<ProcessHandle> traceable(PartName part) throws IOException {
    if (!SyscallFaults.isPossible()) {
      throw new IllegalStateException("there is no strace");
    }
    return processes.process(part);
  }

  private void poison(Fault.PoisonedBacklog backlog) throws IOException, InterruptedException {
    tools
        .outages()
        .add(new BatchPoisoning(riffle, tools.load(), tools.poison(), downtime).pileUp(backlog));
  }

  private void frozenLoaders(Fault.FrozenLoaders frozen) throws IOException, InterruptedException {
    try (LoaderGroup group = new LoaderGroup(riffle.bootstrapServers())) {
      Verdict verdict = new TwoLoaders(riffle, group).freezeInTurns(frozen.freezes());
      if (frozen.watched()) {
        tools.outages().add(verdict);
      }
    } finally {
      recovery.mended(PartName.INGEST);
    }
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
}
