package dev.riffle.local.cli;

import dev.riffle.local.demo.DemoCommand;
import dev.riffle.local.launch.CannotStartException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry point of the commands that the script {@code riffle} does not do itself. What goes wrong in
 * the user's surroundings is one sentence on standard error and exit code 1.
 */
@Command(
    name = "riffle",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DownCommand.class,
      ResetCommand.class,
      DemoCommand.class
    },
    description = "A self-hosted event-ingestion and segmentation analytics backend.")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine commands =
        new CommandLine(new Main())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler(Main::report);
    System.exit(commands.execute(arguments));
  }

  private static int report(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(problem instanceof CannotStartException)) {
      throw problem;
    }
    command.getErr().println(problem.getMessage());
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
