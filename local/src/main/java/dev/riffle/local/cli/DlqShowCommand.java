package dev.riffle.local.cli;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.local.deadletter.DeadLetterDetails;
import dev.riffle.local.deadletter.DeadLetterException;
import dev.riffle.local.deadletter.DeadLetterReader;
import dev.riffle.local.deadletter.Selection;
import dev.riffle.local.launch.CannotStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riffle dlq show}: all of one dead letter, its event as JSON or its bytes. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one dead letter: where it comes from, and its event or its bytes.")
final class DlqShowCommand implements Callable<Integer> {
  @Parameters(arity = "1", paramLabel = "ID", description = "As ./riffle dlq list shows it.")
  private String id = "";

  @Option(
      names = "--raw",
      paramLabel = "FILE",
      description = "Write the value's bytes into the file as well.")
  private Optional<Path> raw = Optional.empty();

  @Mixin private TopicOptions topicOptions = new TopicOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private DlqShowCommand() {}

  @Override
  public Integer call() throws IOException, CannotStartException, DeadLetterException {
    DeadLetterId wanted = SelectionOptions.id(id, spec.commandLine());
    try (DeadLetterReader reader = new DeadLetterReader(topicOptions.topics())) {
      Selection selection = new Selection.Ids(List.of(wanted));
      reader.read(selection.from(reader.list().letters()), this::show);
    }
    return CommandLine.ExitCode.OK;
  }

  private void show(DeadLetter letter) throws DeadLetterException {
    PrintWriter out = spec.commandLine().getOut();
    DeadLetterDetails.lines(letter).forEach(out::println);
    if (raw.isPresent()) {
      try {
        Files.write(raw.get(), letter.value());
      } catch (IOException e) {
        throw new DeadLetterException(raw.get() + " cannot be written.");
      }
    }
  }
}
