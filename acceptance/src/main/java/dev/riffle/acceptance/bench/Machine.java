package dev.riffle.acceptance.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured on, and how much processor time processes have used. */
public final class Machine {
  private static final double GIGABYTE = 1 << 30;

  private Machine() {}

  public static String facts() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d x %s, %.0f GB, %s %s, Java %s, load average %.2f before the run",
        system.getAvailableProcessors(),
        processor(),
        system.getTotalMemorySize() / GIGABYTE,
        system.getName(),
        system.getVersion(),
        Runtime.version(),
        system.getSystemLoadAverage());
  }

  /** Processor time of this process: what generating the load costs. */
  public static Duration ownCpu() {
    return cpu(ProcessHandle.current());
  }

  public static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Microseconds of processor time for each event. */
  static String microsecondsPerEvent(Duration cpu, long events) {
    return String.format(Locale.ROOT, "%.1f us/event", cpu.toNanos() / 1000.0 / events);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor");
    } catch (IOException e) {
      return "processor (" + System.getProperty("os.arch") + ")";
    }
  }
}
