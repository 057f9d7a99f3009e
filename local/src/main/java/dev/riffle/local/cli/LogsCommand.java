package dev.riffle.local.cli;

import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.LogFile;
import dev.riffle.local.launch.RiffleParts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riffle logs}: the last lines of one part or of all, and with -f those that follow. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows what the parts wrote.")
final class LogsCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 200;

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "postgres, kafka, clickhouse, ingest or query (default: all).")
  private Optional<String> part = Optional.empty();

  @Option(names = "-f", description = "Go on with new lines until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      defaultValue = "40",
      description = "Lines of each part to begin with (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private LogsCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    DataDirectory data = dataOption.directory();
    Map<String, LogTail> tails = new LinkedHashMap<>();
    for (String name : chosen()) {
      String prefix = prefix(name);
      tails.put(prefix, LogTail.atEndOf(data.log(name)));
      new LogFile(data.log(name)).lastLines(lines).forEach(line -> out.println(prefix + line));
    }
    CountDownLatch never = new CountDownLatch(1);
    while (follow && !never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      for (Map.Entry<String, LogTail> tail : tails.entrySet()) {
        tail.getValue().newText(tail.getKey(), out);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private List<String> chosen() {
    if (part.isEmpty()) {
      return RiffleParts.NAMES;
    }
    if (!RiffleParts.NAMES.contains(part.get())) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no part " + part.get() + "; the parts are " + RiffleParts.NAMES);
    }
    return List.of(part.get());
  }

  private String prefix(String name) {
    return part.isPresent() ? "" : String.format(Locale.ROOT, "%-10s | ", name);
  }
}
