package dev.riffle.local.cli;

import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.local.deadletter.DeadLetterException;
import dev.riffle.local.deadletter.DeadLetterJson;
import dev.riffle.local.deadletter.DeadLetterList;
import dev.riffle.local.deadletter.DeadLetterReader;
import dev.riffle.local.deadletter.DeadLetterTable;
import dev.riffle.local.deadletter.Selection;
import dev.riffle.local.launch.CannotStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code riffle dlq list}: one line per dead letter, and how many there are of each reason. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the dead letters.")
final class DlqListCommand implements Callable<Integer> {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only those: unknown-version, not-an-event-record, refused-by-engine.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Mixin private TopicOptions topicOptions = new TopicOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private DlqListCommand() {}

  @Override
  public Integer call() throws IOException, CannotStartException, DeadLetterException {
    Optional<DeadLetterReason> wanted =
        reason.map(word -> SelectionOptions.reason(word, spec.commandLine()));
    Selection selection =
        wanted.isPresent() ? new Selection.OfReason(wanted.get()) : new Selection.All();
    DeadLetterList found;
    try (DeadLetterReader reader = new DeadLetterReader(topicOptions.topics())) {
      found = reader.list();
    }
    DeadLetterList shown = new DeadLetterList(selection.from(found.letters()), found.foreign());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      DeadLetterJson.print(shown, out);
      out.println();
    } else {
      DeadLetterTable.print(shown.letters(), out::println);
      if (shown.foreign() > 0) {
        out.println("Records of the topic that are no dead letters: " + shown.foreign());
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
