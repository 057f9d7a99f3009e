package dev.riffle.local.cli;

import dev.riffle.local.deadletter.DeadLetterException;
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
      TailCommand.class,
      DownCommand.class,
      ResetCommand.class,
      DlqCommand.class,
      DemoCommand.class
    },
    description = "A self-hosted event-ingestion and segmentation analytics backend.")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        commands()
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .execute(arguments));
  }

  static CommandLine commands() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::report);
  }

  private static int report(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(problem instanceof CannotStartException) && !(problem instanceof DeadLetterException)) {
      throw problem;
    }
    command.getErr().println(problem.getMessage());
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
