package dev.riffle.local.cli;

import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.local.deadletter.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which dead letters are meant: ids, one reason, or all; one of the three must be said. */
final class SelectionOptions {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "As ./riffle dlq list shows it.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "All of one reason: unknown-version, not-an-event-record, refused-by-engine.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  Selection selection(CommandLine command) {
    int said = (ids.isEmpty() ? 0 : 1) + (reason.isPresent() ? 1 : 0) + (all ? 1 : 0);
    if (said != 1) {
      throw new ParameterException(command, "Name dead letters by ID, or --reason, or --all.");
    }
    if (reason.isPresent()) {
      return new Selection.OfReason(reason(reason.get(), command));
    }
    return all
        ? new Selection.All()
        : new Selection.Ids(ids.stream().map(id -> id(id, command)).toList());
  }

  static DeadLetterReason reason(String word, CommandLine command) {
    return DeadLetterReason.ofWord(word)
        .orElseThrow(() ->
            new ParameterException(
                command,
                "There is no reason "
                    + word
                    + "; the reasons are "
                    + Arrays.stream(DeadLetterReason.values())
                        .map(DeadLetterReason::word)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  static DeadLetterId id(String text, CommandLine command) {
    return DeadLetterId.parse(text)
        .orElseThrow(() ->
            new ParameterException(
                command, text + " is no id; ids look like 458754-1200-0 (./riffle dlq list)."));
  }
}
