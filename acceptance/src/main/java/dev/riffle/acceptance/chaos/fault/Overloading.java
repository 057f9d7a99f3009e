package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.load.LoadFigures;
import dev.riffle.acceptance.chaos.load.LoadGenerator;
import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Offers more than is taken, and looks at what accepted requests and the memory make of it. */
final class Overloading {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Heap of 512 MB, as much outside of it at most, and the program itself. */
  private static final long MEGABYTES_MAX = 1400;

  private static final int PERCENT = 100;

  private final LoadGenerator load;
  private final PartProcesses processes;
  private long megabytes;

  Overloading(LoadGenerator load, PartProcesses processes) {
    this.load = load;
    this.processes = processes;
  }

  /** Takes as long as the fault lasts. */
  Verdict overload(Fault.Overload overload) throws InterruptedException {
    double usual = load.rate();
    long before = residentMegabytes();
    LoadFigures start = load.figures();
    List<Duration> accepted;
    load.rate(usual * overload.factor());
    try {
      accepted =
          load.withMoreConnections(overload.connections(), () -> watchMemory(overload.lasting()));
    } finally {
      load.rate(usual);
    }
    LoadFigures end = load.figures();
    return new Verdict(
        Invariant.MEMORY_BOUNDED,
        megabytes > MEGABYTES_MAX ? 1 : 0,
        String.format(
            Locale.ROOT,
            "%,d requests accepted, half of them in %s, 99 %% in %s; %,d told to come again by 429,"
                + " %,d by 503; %,.0f events/s acknowledged of %,.0f offered; %d MB resident"
                + " before, %d at most",
            accepted.size(),
            percentile(accepted, 50),
            percentile(accepted, 99),
            count(end, "429") - count(start, "429"),
            count(end, "503") - count(start, "503"),
            (end.acked() - start.acked()) * 1e3 / overload.lasting().toMillis(),
            usual * overload.factor(),
            before,
            megabytes),
        List.of());
  }

  private void watchMemory(Duration lasting) throws InterruptedException {
    long startedAt = System.nanoTime();
    while (System.nanoTime() - startedAt < lasting.toNanos()) {
      megabytes = Math.max(megabytes, residentMegabytes());
      Thread.sleep(POLL);
    }
  }

  /** Of the ingest process; 0 while it is down, or where there is no {@code /proc}. */
  private long residentMegabytes() {
    try {
      Optional<ProcessHandle> ingest = processes.process(PartName.INGEST);
      if (ingest.isEmpty()) {
        return 0;
      }
      return Files.readAllLines(Path.of("/proc", Long.toString(ingest.get().pid()), "status"))
          .stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .sum();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      // it is being replaced at this very moment
      return 0;
    }
  }

  private static long count(LoadFigures figures, String answer) {
    return figures.answers().getOrDefault(answer, 0L);
  }

  private static String percentile(List<Duration> times, int percent) {
    if (times.isEmpty()) {
      return "-";
    }
    List<Duration> sorted = new ArrayList<>(times);
    sorted.sort(null);
    Duration at = sorted.get((sorted.size() - 1) * percent / PERCENT);
    return at.toMillis() + " ms";
  }
}
