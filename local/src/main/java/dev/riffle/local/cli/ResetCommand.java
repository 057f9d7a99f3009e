package dev.riffle.local.cli;

import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.SupervisorLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code riffle reset}: removes all events, projects, keys and logs of a data directory. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Removes all data; asks first.")
final class ResetCommand implements Callable<Integer> {
  /** Nothing else in the folder is touched, should --data name one that is not Riffle's alone. */
  private static final List<String> OWN =
      List.of(
          "clickhouse", "kafka", "postgres", "postgres.new", "logs", "run", "secrets.properties");

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private ResetCommand() {}

  @Override
  public Integer call() throws IOException, CannotStartException {
    DataDirectory data = dataOption.directory();
    PrintWriter out = spec.commandLine().getOut();
    if (SupervisorLock.holder(data).isPresent()) {
      throw new CannotStartException(
          "Riffle runs on " + data.root() + "; stop it first with ./riffle down.");
    }
    if (!Files.exists(data.root())) {
      out.println("There is nothing in " + data.root() + ".");
      return CommandLine.ExitCode.OK;
    }
    if (!yes
        && !Confirmation.isGiven(
            "Remove all events, projects and keys in " + data.root() + "?", out)) {
      out.println("Nothing was removed.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    for (String name : OWN) {
      delete(data.of(name));
    }
    out.println("Removed all data in " + data.root() + ".");
    return CommandLine.ExitCode.OK;
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(path)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.delete(each);
    }
  }
}
