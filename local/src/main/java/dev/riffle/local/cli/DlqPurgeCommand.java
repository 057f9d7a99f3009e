package dev.riffle.local.cli;

import dev.riffle.local.deadletter.DeadLetterException;
import dev.riffle.local.deadletter.DeadLetterReader;
import dev.riffle.local.deadletter.DeadLetterSummary;
import dev.riffle.local.deadletter.DeadLetterTable;
import dev.riffle.local.deadletter.DeadLetterWriter;
import dev.riffle.local.deadletter.Selection;
import dev.riffle.local.deadletter.Topics;
import dev.riffle.local.launch.CannotStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code riffle dlq purge}: removes dead letters for good. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = "Removes dead letters for good; asks first.")
final class DlqPurgeCommand implements Callable<Integer> {
  @Mixin private SelectionOptions selectionOptions = new SelectionOptions();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private TopicOptions topicOptions = new TopicOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private DlqPurgeCommand() {}

  @Override
  public Integer call() throws IOException, CannotStartException, DeadLetterException {
    PrintWriter out = spec.commandLine().getOut();
    Selection selection = selectionOptions.selection(spec.commandLine());
    Topics topics = topicOptions.topics();
    List<DeadLetterSummary> chosen;
    try (DeadLetterReader reader = new DeadLetterReader(topics)) {
      chosen = selection.from(reader.list().letters());
    }
    if (chosen.isEmpty()) {
      out.println("There are none to purge.");
      return CommandLine.ExitCode.OK;
    }
    if (!yes && !Confirmation.isGiven(question(chosen), out)) {
      out.println("Nothing was purged.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    try (DeadLetterWriter writer = new DeadLetterWriter(topics)) {
      for (DeadLetterSummary letter : chosen) {
        writer.purge(letter.id());
      }
      out.println("Purged " + DeadLetterTable.counted(writer.finish()) + ".");
    }
    return CommandLine.ExitCode.OK;
  }

  /** With the newest's time: one that came back from a replay a moment ago may be among them. */
  private static String question(List<DeadLetterSummary> chosen) {
    return "Remove %s for good, the newest of %s?"
        .formatted(DeadLetterTable.counted(chosen.size()), chosen.getLast().keptAt());
  }
}
