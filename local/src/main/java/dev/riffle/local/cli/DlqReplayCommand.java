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

/** {@code riffle dlq replay}: puts dead letters back into the topic of the events. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Puts dead letters back into the topic of the events; asks first.",
      "An event is stored once, however often it is replayed. Replaying removes nothing."
    })
final class DlqReplayCommand implements Callable<Integer> {
  @Mixin private SelectionOptions selectionOptions = new SelectionOptions();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private TopicOptions topicOptions = new TopicOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private DlqReplayCommand() {}

  @Override
  public Integer call() throws IOException, CannotStartException, DeadLetterException {
    PrintWriter out = spec.commandLine().getOut();
    Selection selection = selectionOptions.selection(spec.commandLine());
    Topics topics = topicOptions.topics();
    try (DeadLetterReader reader = new DeadLetterReader(topics)) {
      List<DeadLetterSummary> chosen = selection.from(reader.list().letters());
      if (chosen.isEmpty()) {
        out.println("There are none to replay.");
        return CommandLine.ExitCode.OK;
      }
      String count = DeadLetterTable.counted(chosen.size());
      if (!yes
          && !Confirmation.isGiven("Put " + count + " back into " + topics.events() + "?", out)) {
        out.println("Nothing was replayed.");
        return CommandLine.ExitCode.SOFTWARE;
      }
      replay(chosen, reader, topics, out);
    }
    return CommandLine.ExitCode.OK;
  }

  private static void replay(
      List<DeadLetterSummary> chosen, DeadLetterReader reader, Topics topics, PrintWriter out)
      throws DeadLetterException {
    try (DeadLetterWriter writer = new DeadLetterWriter(topics)) {
      reader.read(chosen, writer::replay);
      String replayed = DeadLetterTable.counted(writer.finish());
      out.println("Replayed " + replayed + " into topic " + topics.events() + ".");
    }
    out.println(
        "What fails again comes back under a new id. The old ones stay until ./riffle dlq purge"
            + " removes them.");
  }
}
