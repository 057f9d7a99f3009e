package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.plan.FaultGroup;
import dev.riffle.acceptance.chaos.plan.FaultPlan;
import dev.riffle.acceptance.chaos.plan.PlanSettings;
import dev.riffle.acceptance.chaos.plan.PlannedFault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./riffle chaos}: starts a Riffle of its own, loads it, breaks it by seed, and checks. Exit
 * status 0 when every invariant holds, 1 when one does not.
 */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Breaks a Riffle of its own under load, by seed, and checks that every acknowledged event is"
          + " stored exactly once.",
      "Exit status 1, and everything kept, when that is not so."
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final int SECONDS_PER_MINUTE = 60;

  /** A logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOGGER = Logger.getLogger("org.apache.kafka");

  @Option(names = "--seed", description = "The same seed, the same plan; random when missing.")
  private @Nullable Long seed;

  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "How long faults begin (default: ${DEFAULT-VALUE}).")
  private double minutes = 3;

  @Option(names = "--kills", description = "Number of kill -9 (default: one every 5.5 s).")
  private @Nullable Integer kills;

  @Option(
      names = "--rate",
      defaultValue = "3000",
      description = "New events per second (default: ${DEFAULT-VALUE}).")
  private int rate = 3000;

  @Option(
      names = "--events",
      defaultValue = "0",
      description = "Go on after the last fault until so many are acknowledged.")
  private long events;

  @Option(
      names = "--faults",
      split = ",",
      description = "Kinds of faults: ${COMPLETION-CANDIDATES} (default: kill).")
  private @Nullable Set<FaultGroup> faults;

  @Option(
      names = "--resend",
      defaultValue = "10",
      description =
          "Percent of the acknowledged events that are sent again, one to five times (default:"
              + " ${DEFAULT-VALUE}).")
  private int resendPercent = 10;

  @Option(
      names = "--impatient",
      defaultValue = "2",
      description =
          "Percent of the requests that are given up after a moment and sent again (default:"
              + " ${DEFAULT-VALUE}).")
  private int impatientPercent = 2;

  @Option(
      names = "--tolerate",
      split = ",",
      description = "Invariants that are told and do not fail the run: ${COMPLETION-CANDIDATES}.")
  private @Nullable Set<Invariant> tolerated;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "New folder for journal, data and logs (default: a temporary one).")
  private @Nullable Path folder;

  @Option(names = "--keep", description = "Keep the folder also when all is well.")
  private boolean keep;

  @Option(names = "--list", description = "Only print the plan.")
  private boolean list;

  private final PrintStream out = System.out;

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new ChaosCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    KAFKA_LOGGER.setLevel(Level.OFF);
    PlanSettings planSettings = planSettings();
    FaultPlan plan = FaultPlan.of(planSettings);
    say("Seed " + planSettings.seed());
    plan.faults().stream().map(PlannedFault::line).forEach(this::say);
    if (list) {
      return CommandLine.ExitCode.OK;
    }
    ChaosSettings settings =
        new ChaosSettings(
            planSettings,
            rate,
            events,
            resendPercent,
            impatientPercent,
            tolerated == null ? Set.of() : tolerated,
            createFolder());
    say("Starting a Riffle of its own; everything is in " + settings.folder());
    ChaosResult result = run(settings, plan);
    say("");
    ChaosReport.lines(settings, result).forEach(this::say);
    boolean good =
        result.verdicts().stream()
            .allMatch(
                verdict -> verdict.holds() || settings.tolerated().contains(verdict.invariant()));
    tellWhereToLook(settings, good);
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private ChaosResult run(ChaosSettings settings, FaultPlan plan)
      throws IOException, InterruptedException {
    try (TestBed bed = TestBed.start(settings)) {
      return new ChaosRun(settings, bed, this::say).run(plan);
    }
  }

  private PlanSettings planSettings() {
    Duration time = Duration.ofMillis(Math.round(minutes * SECONDS_PER_MINUTE * 1000));
    return new PlanSettings(
        seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed,
        time,
        kills == null ? PlanSettings.usualKills(time) : kills,
        faults == null ? EnumSet.of(FaultGroup.KILL) : faults);
  }

  private Path createFolder() throws IOException {
    return folder == null
        ? Files.createTempDirectory("riffle-chaos")
        : Files.createDirectories(folder).toAbsolutePath();
  }

  private void tellWhereToLook(ChaosSettings settings, boolean good) throws IOException {
    if (good && !keep) {
      try (var files = Files.walk(settings.folder())) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      return;
    }
    say("");
    for (String line :
        List.of(
            "journal: " + settings.journal(),
            "logs:    " + settings.data().resolve("logs"),
            "data:    RIFFLE_DATA=" + settings.data() + " ./riffle up")) {
      say(line);
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
