package dev.riffle.local.cli;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code riffle dlq}: the records that could not become events. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    subcommands = {
      DlqListCommand.class,
      DlqShowCommand.class,
      DlqReplayCommand.class,
      DlqPurgeCommand.class
    },
    description = "Shows, replays and purges the records that could not become events.")
final class DlqCommand implements Callable<Integer> {
  /** Held, so that its level stays: Kafka's clients log every attempt, we say one sentence. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  @Spec private CommandSpec spec = CommandSpec.create();

  private DlqCommand() {
    KAFKA.setLevel(Level.OFF);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }
}
