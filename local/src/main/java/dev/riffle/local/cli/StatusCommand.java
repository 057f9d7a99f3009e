package dev.riffle.local.cli;

import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.PartRecord;
import dev.riffle.local.launch.RiffleParts;
import dev.riffle.local.launch.SupervisorLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code riffle status}: one line per part. Exit code 0 when all are ready, else 1. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows each part: state, process, port, uptime, restarts, memory.")
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private StatusCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataDirectory data = dataOption.directory();
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> supervisor = SupervisorLock.holder(data);
    List<PartStatus> parts = new ArrayList<>();
    for (String name : RiffleParts.NAMES) {
      parts.add(PartStatus.of(name, PartRecord.read(data.run(), name), InstantSource.system()));
    }
    if (json) {
      out.println(
          parts.stream()
              .map(PartStatus::json)
              .collect(Collectors.joining(",", "{\"parts\":[", "]}")));
    } else {
      out.println(
          supervisor
              .map(process -> "Riffle runs on " + data.root() + " (process " + process.pid() + ")")
              .orElse("Riffle does not run on " + data.root()));
      out.println(PartStatus.HEADING);
      parts.forEach(part -> out.println(part.line()));
      out.println(PartStatus.total(parts));
    }
    return supervisor.isPresent() && parts.stream().allMatch(PartStatus::isReady) ? 0 : 1;
  }
}
