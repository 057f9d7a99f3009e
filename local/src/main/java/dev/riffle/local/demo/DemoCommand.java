package dev.riffle.local.demo;

import dev.riffle.local.demo.BatchPoster.Backoff;
import dev.riffle.local.demo.BatchPoster.DemoStoppedException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code riffle demo}: fills the demo project with the believable history of a product. Exit status
 * 0 when everything was accepted, 1 when anything was refused or the service stayed away.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Posts the believable history of a product through the HTTP doors.")
public final class DemoCommand implements Callable<Integer> {
  /** File of the data directory in which {@code riffle up} leaves the demo project's keys. */
  public static final String SECRETS_FILE = "secrets.properties";

  public static final String WRITE_KEY_PROPERTY = "demo.write-key";

  private static final int BAR_CHARACTERS = 30;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "how many records to post, identify calls included (${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "same seed and end: same persons, records and message ids (${DEFAULT-VALUE})")
  private int seed;

  @Option(names = "--days", defaultValue = "90", description = "length in days (${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--end",
      description = "when the history ends, e.g. 2026-11-22T09:00:00Z (the last full hour)")
  private Optional<Instant> end = Optional.empty();

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8088",
      description = "address of the ingest service (${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8088");

  @Option(names = "--key", description = "write key (the demo project's, from the data directory)")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--data",
      defaultValue = "${env:RIFFLE_DATA:-.riffle}",
      description = "data directory of the running system (${DEFAULT-VALUE})")
  private Path data = Path.of(".riffle");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    InstantSource clock = InstantSource.system();
    PrintWriter out = spec.commandLine().getOut();
    String writeKey = key.orElseGet(() -> keyOfDemoProject());
    DemoHistory history = history(clock.instant());
    out.printf(
        "%,d records of %,d persons over %d days, seed %d, to %s%n",
        events, history.personsSeen(), days, seed, url);
    out.flush();
    DemoTotals totals = new DemoTotals();
    Instant start = clock.instant();
    Optional<String> stopped = Optional.empty();
    try {
      Runnable report = () -> showProgress(out, totals.accepted());
      new DemoRun(history, url, writeKey, clock).run(Backoff.PATIENT, report, totals);
    } catch (DemoStoppedException e) {
      stopped = Optional.ofNullable(e.getMessage());
    }
    Duration took = Duration.between(start, clock.instant());
    summarise(out, totals, took, stopped.or(totals::firstRefusal));
    return totals.accepted() == events ? 0 : 1;
  }

  private DemoHistory history(Instant now) {
    try {
      Instant until = end.orElse(now.truncatedTo(ChronoUnit.HOURS));
      return DemoHistory.ofSize(events, Timeline.until(until, days, seed));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private String keyOfDemoProject() {
    Path file = data.resolve(SECRETS_FILE);
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      secrets.load(reader);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "No key in " + file + ": give --key, or --data of a running one", e);
    }
    String found = secrets.getProperty(WRITE_KEY_PROPERTY);
    if (found == null) {
      throw new ParameterException(
          spec.commandLine(), "No " + WRITE_KEY_PROPERTY + " in " + file + ": give --key");
    }
    return found;
  }

  /** A bar that grows in place on a terminal; nothing where lines would pile up in a log. */
  private void showProgress(PrintWriter out, long accepted) {
    if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
      return;
    }
    int full = (int) (accepted * BAR_CHARACTERS / events);
    out.printf(
        "\r[%s%s] %,d of %,d ",
        "#".repeat(full), ".".repeat(BAR_CHARACTERS - full), accepted, events);
    out.flush();
  }

  private void summarise(
      PrintWriter out, DemoTotals totals, Duration took, Optional<String> trouble) {
    double seconds = Math.max(1, took.toMillis()) / 1000.0;
    out.printf(
        Locale.ROOT,
        "%naccepted %d, refused %d, batches repeated %d, %.1f s, %.0f events/s%n",
        totals.accepted(),
        events - totals.accepted(),
        totals.repeats(),
        seconds,
        totals.accepted() / seconds);
    trouble.ifPresent(text -> out.println(text));
    out.flush();
  }
}
