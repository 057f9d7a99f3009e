package dev.riffle.local.cli;

import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.PartRecord;
import dev.riffle.local.launch.Secrets;
import dev.riffle.local.launch.SupervisorLock;
import dev.riffle.local.live.LiveTail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code riffle tail}: what arrives at the running Riffle, event by event, until Ctrl-C. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows events as they arrive, and why any of them is refused.")
final class TailCommand implements Callable<Integer> {
  @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name.")
  private Optional<String> event = Optional.empty();

  @Option(names = "--user", paramLabel = "ID", description = "Only events of this user id.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--rejected", description = "Only events that were refused.")
  private boolean rejected;

  @Option(names = "--json", description = "One JSON object a line, for programs.")
  private boolean json;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Another ingest service than that of the Riffle on the data directory.")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Read or admin key (default: the demo project's).")
  private Optional<String> key = Optional.empty();

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private TailCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException, CannotStartException {
    DataDirectory data = dataOption.directory();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter remarks = spec.commandLine().getErr();
    URI service = url.isPresent() ? url.get() : ofRunningRiffle(data);
    LiveTail tail =
        new LiveTail(
            new LiveTail.Request(service, readKey(data), filter()),
            new LiveTail.Output(
                json,
                line -> {
                  out.println(line);
                  return !out.checkError();
                },
                line -> {
                  remarks.println(line);
                  remarks.flush();
                }),
            () -> url.isPresent() || runs(data));
    try {
      tail.follow();
    } catch (LiveTail.RefusedException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()));
    }
    return CommandLine.ExitCode.OK;
  }

  private Map<String, String> filter() {
    Map<String, String> filter = new HashMap<>();
    event.ifPresent(name -> filter.put("event", name));
    user.ifPresent(id -> filter.put("userId", id));
    if (rejected) {
      filter.put("outcome", "rejected");
    }
    return filter;
  }

  private static URI ofRunningRiffle(DataDirectory data) throws IOException, CannotStartException {
    Optional<PartRecord> ingest = PartRecord.read(data.run(), "ingest");
    if (ingest.isEmpty() || !runs(data)) {
      throw new CannotStartException(
          "Riffle does not run on "
              + data.root()
              + "; start it with ./riffle up, or name another with --data, or --url and --key.");
    }
    return URI.create("http://127.0.0.1:" + ingest.get().port());
  }

  private static boolean runs(DataDirectory data) {
    try {
      return SupervisorLock.holder(data).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String readKey(DataDirectory data) throws IOException, CannotStartException {
    if (key.isPresent()) {
      return key.get();
    }
    if (!Files.exists(data.secrets())) {
      throw new CannotStartException(
          "There is no key in " + data.root() + "; give a read key with --key.");
    }
    return Secrets.load(data.secrets()).readKey().text();
  }
}
