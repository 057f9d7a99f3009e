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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
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
  private static final double USUAL_MINUTES = 3;
  private static final int USUAL_RATE = 2000;
  private static final int MILLIS_PER_MINUTE = 60_000;

  /** A logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOGGER = Logger.getLogger("org.apache.kafka");

  @Option(names = "--seed", description = "The same seed, the same plan; random when missing.")
  private @Nullable Long seed;

  @Option(
      names = "--scenario",
      description = "A run by name: ${COMPLETION-CANDIDATES}. Options change its numbers.")
  private @Nullable Scenario scenario;

  @Option(names = "--minutes", description = "How long faults begin, or the outage lasts (3).")
  private @Nullable Double minutes;

  @Option(names = "--kills", description = "Number of kill -9 (one every 5.5 s).")
  private @Nullable Integer kills;

  @Option(names = "--rate", description = "New events per second (2000).")
  private @Nullable Integer rate;

  @Option(
      names = "--events",
      description = "Go on after the last fault until so many are acknowledged (0).")
  private @Nullable Long events;

  @Option(
      names = "--faults",
      split = ",",
      description = "Kinds of faults: ${COMPLETION-CANDIDATES} (kill).")
  private @Nullable Set<FaultGroup> faults;

  @Option(
      names = "--resend",
      description =
          "Percent of the acknowledged events that are sent again, one to five times (10).")
  private @Nullable Integer resendPercent;

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
    command.registerConverter(Scenario.class, ChaosCommand::scenario);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    KAFKA_LOGGER.setLevel(Level.OFF);
    Scenario.Defaults defaults = scenario == null ? usual() : scenario.defaults();
    PlanSettings planSettings = planSettings(defaults);
    FaultPlan plan = scenario == null ? FaultPlan.of(planSettings) : scenario.plan(planSettings);
    say("Seed " + planSettings.seed());
    plan.faults().stream().map(PlannedFault::line).forEach(this::say);
    if (list) {
      return CommandLine.ExitCode.OK;
    }
    ChaosSettings settings =
        new ChaosSettings(
            planSettings,
            given(rate, defaults.rate()),
            given(events, defaults.events()),
            given(resendPercent, defaults.resendPercent()),
            impatientPercent,
            tolerated == null ? Set.of() : tolerated,
            scenario == null ? "" : scenario.ingestOptions(),
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

  private PlanSettings planSettings(Scenario.Defaults defaults) {
    double time = given(minutes, defaults.minutes());
    return new PlanSettings(
        given(seed, (long) ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)),
        Duration.ofMillis(Math.round(time * MILLIS_PER_MINUTE)),
        given(kills, defaults.kills()),
        given(faults, defaults.groups()));
  }

  private Scenario.Defaults usual() {
    double time = given(minutes, USUAL_MINUTES);
    int usualKills =
        PlanSettings.usualKills(Duration.ofMillis(Math.round(time * MILLIS_PER_MINUTE)));
    return new Scenario.Defaults(time, USUAL_RATE, usualKills, 0, 10, Set.of(FaultGroup.KILL));
  }

  private static Scenario scenario(String name) {
    return Scenario.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static <T> T given(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private Path createFolder() throws IOException {
    return folder == null
        ? Files.createTempDirectory("riffle-chaos")
        : Files.createDirectories(folder).toAbsolutePath();
  }

  private void tellWhereToLook(ChaosSettings settings, boolean good) throws IOException {
    if (good && !keep) {
      try (Stream<Path> files = Files.walk(settings.folder())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
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
