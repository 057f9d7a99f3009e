package dev.riffle.local.cli;

import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.PartRecord;
import dev.riffle.local.launch.PartState;
import dev.riffle.local.launch.ProcessMark;
import dev.riffle.local.launch.ResidentMemory;
import dev.riffle.local.launch.RiffleParts;
import dev.riffle.local.launch.SupervisorLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code riffle status}: one line per part. Exit code 0 when all are ready, else 1. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows each part: state, process, port, uptime, restarts, memory.")
final class StatusCommand implements Callable<Integer> {
  private static final String COLUMNS = "%-11s %-11s %8s %6s %9s %9s %9s%n";

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final InstantSource clock = InstantSource.system();
  private int ready;
  private long memoryBytes;

  private StatusCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataDirectory data = dataOption.directory();
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> supervisor = SupervisorLock.holder(data);
    out.println(
        supervisor
            .map(process -> "Riffle runs on " + data.root() + " (process " + process.pid() + ")")
            .orElse("Riffle does not run on " + data.root()));
    out.printf(COLUMNS, "PART", "STATE", "PID", "PORT", "UPTIME", "RESTARTS", "MEMORY");
    for (String name : RiffleParts.NAMES) {
      Optional<PartRecord> record = PartRecord.read(data.run(), name);
      if (record.isPresent()) {
        show(record.get(), out);
      } else {
        out.printf(COLUMNS, name, "not started", "-", "-", "-", "-", "-");
      }
    }
    out.printf(COLUMNS, "total", "", "", "", "", "", megabytes(memoryBytes));
    return ready == RiffleParts.NAMES.size() && supervisor.isPresent() ? 0 : 1;
  }

  private void show(PartRecord record, PrintWriter out) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = record.process().flatMap(ProcessMark::find);
    if (process.isEmpty()) {
      PartState state =
          record.state() == PartState.RESTARTING ? PartState.RESTARTING : PartState.STOPPED;
      out.printf(COLUMNS, record.name(), state, "-", record.port(), "-", record.restarts(), "-");
      return;
    }
    if (record.state() == PartState.READY) {
      ready++;
    }
    long bytes = ResidentMemory.bytes(process.get());
    memoryBytes += bytes;
    out.printf(
        COLUMNS,
        record.name(),
        record.state(),
        process.get().pid(),
        record.port(),
        uptime(record.process().get().startedAt()),
        record.restarts(),
        megabytes(bytes));
  }

  private String uptime(Instant since) {
    Duration uptime = Duration.between(since, clock.instant());
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        uptime.toHours(),
        uptime.toMinutesPart(),
        uptime.toSecondsPart());
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
