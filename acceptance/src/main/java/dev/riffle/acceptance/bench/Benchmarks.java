package dev.riffle.acceptance.bench;

import com.google.errorprone.annotations.FormatMethod;
import dev.riffle.acceptance.bench.query.QueryBenchmarks;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures a Riffle of its own and prints a Markdown table. A measurement that fails is named in
 * the table and makes the exit status 1; the others still run.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, subcommands = QueryBenchmarks.class)
public final class Benchmarks implements Callable<Integer> {
  @Parameters(arity = "0..1", description = "only that part: ${COMPLETION-CANDIDATES}")
  private Part part = Part.ALL;

  @Option(names = "--quick", description = "fewer and shorter repetitions")
  private boolean quick;

  @Option(
      names = "--door",
      split = ",",
      description = "of the doors only these: ${COMPLETION-CANDIDATES}")
  private List<VendorDoor> doors = List.of(VendorDoor.values());

  /** Its clients tell all their settings at INFO. A logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOGGER = Logger.getLogger("org.apache.kafka");

  private final PrintStream out = System.out;
  private final List<Finding> findings = new ArrayList<>();
  private int failures;

  /** What is measured. */
  enum Part {
    ALL,
    DOORS
  }

  /** A measurement, which may fail in many ways. */
  private interface Measurement {
    void run() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Benchmarks())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    KAFKA_LOGGER.setLevel(Level.WARNING);
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    String facts = Machine.facts();
    ScratchFolder scratch = ScratchFolder.create("riffle-bench");
    Path folder = scratch.path();
    say("Starting a Riffle of its own in %s%n", folder);
    long start = System.nanoTime();
    try (RunningRiffle riffle = RunningRiffle.startForgetful(folder.resolve("data"))) {
      say("Ready after %d ms%n", Duration.ofNanos(System.nanoTime() - start).toMillis());
      switch (part) {
        case ALL -> {
          system(riffle, effort, folder);
          doors(riffle, effort, folder);
        }
        case DOORS -> doors(riffle, effort, folder);
      }
    }
    report(facts);
    if (failures > 0) {
      say("What was written is kept in %s%n", folder);
      return 1;
    }
    scratch.delete();
    return 0;
  }

  private void system(RunningRiffle riffle, Effort effort, Path folder)
      throws InterruptedException {
    measure("demo and questions", () -> questions(riffle, effort, folder));
    measure("freshness", () -> findings.add(new FreshnessBenchmark(riffle, effort).run()));
    measure(
        "collect and load",
        () -> {
          CollectBenchmark.Result collected =
              new CollectBenchmark(riffle, effort).run(folder.resolve("collector.log"));
          findings.add(collected.finding());
          findings.add(new LoadBenchmark(riffle, effort).run(collected.records()));
        });
  }

  private void doors(RunningRiffle riffle, Effort effort, Path folder) throws InterruptedException {
    DoorsBenchmark benchmark = new DoorsBenchmark(riffle, effort, folder);
    for (VendorDoor door : doors) {
      measure("the door of " + door.words(), () -> findings.add(benchmark.run(door)));
    }
  }

  private void questions(RunningRiffle riffle, Effort effort, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("demo.log");
    long start = System.nanoTime();
    int status = riffle.demo(log, "--events", Integer.toString(effort.demoRecords())).waitFor();
    if (status != 0) {
      throw new IllegalStateException("the demo failed: " + Files.readString(log));
    }
    double posted = (System.nanoTime() - start) / 1e9;
    while (riffle.stored().rows() < effort.demoRecords()) {
      Thread.sleep(Duration.ofMillis(100));
    }
    double loaded = (System.nanoTime() - start) / 1e9;
    findings.add(
        new Finding(
            "./riffle demo, " + effort.demoRecords() + " records",
            Samples.number(posted) + " s posted, " + Samples.number(loaded) + " s in the table",
            "",
            Samples.number(effort.demoRecords() / loaded) + " records/s end to end",
            "60 s for 1,000,000",
            "once, start of the command included"));
    findings.addAll(new QuestionBenchmark(riffle, effort).run());
  }

  private void measure(String name, Measurement measurement) throws InterruptedException {
    say("Measuring %s%n", name);
    try {
      measurement.run();
    } catch (IOException | IllegalStateException e) {
      failures++;
      findings.add(new Finding(name, "not measured", "", "", "", String.valueOf(e.getMessage())));
    }
  }

  private void report(String facts) {
    say("%n%s, %s%n%n%s%n", LocalDate.now(ZoneOffset.UTC), facts, Finding.HEADER);
    findings.forEach(finding -> say("%s%n", finding.row()));
  }

  @FormatMethod
  private void say(String format, Object... arguments) {
    out.printf(format, arguments);
    out.flush();
  }
}
