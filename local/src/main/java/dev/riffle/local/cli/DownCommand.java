package dev.riffle.local.cli;

import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.RiffleParts;
import dev.riffle.local.launch.Signals;
import dev.riffle.local.launch.Supervisor;
import dev.riffle.local.launch.SupervisorLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code riffle down}: asks the supervisor of the data directory to stop, and waits until it did.
 */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops everything; the data stay.")
final class DownCommand implements Callable<Integer> {
  private static final Duration SUPERVISOR_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration PART_TIMEOUT = Duration.ofSeconds(20);

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private DownCommand() {}

  @Override
  public Integer call() throws Exception {
    DataDirectory data = dataOption.directory();
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> supervisor = SupervisorLock.holder(data);
    if (supervisor.isPresent()) {
      Signals.send(supervisor.get(), "TERM");
      if (!Signals.hasEnded(supervisor.get(), SUPERVISOR_TIMEOUT)) {
        throw new CannotStartException(
            "Riffle (process " + supervisor.get().pid() + ") does not stop; look at its logs.");
      }
    }
    // left behind when a supervisor was killed
    List<String> orphans = Supervisor.stopOrphans(data.run(), RiffleParts.STAGES, PART_TIMEOUT);
    out.println(
        supervisor.isEmpty() && orphans.isEmpty()
            ? "Riffle does not run on " + data.root() + "."
            : "Stopped.");
    return CommandLine.ExitCode.OK;
  }
}
