package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.plan.PlanSettings;
import java.nio.file.Path;
import java.util.Set;

/**
 * One run.
 *
 * @param plan what breaks
 * @param eventsPerSecond new events
 * @param eventsMin the load goes on after the last fault until so many are acknowledged
 * @param resendPercent of the acknowledged events, sent again later
 * @param impatientPercent of the requests, given up after a moment
 * @param tolerated invariants whose violation is told and does not fail the run
 * @param ingestOptions for the ingest service's JVM, such as {@code -Driffle.load...}; may be empty
 * @param folder where everything is kept: journal, data, logs
 */
public record ChaosSettings(
    PlanSettings plan,
    int eventsPerSecond,
    long eventsMin,
    int resendPercent,
    int impatientPercent,
    Set<Invariant> tolerated,
    String ingestOptions,
    Path folder) {
  public ChaosSettings {
    tolerated = Set.copyOf(tolerated);
  }

  Path journal() {
    return folder.resolve("journal.txt");
  }

  Path data() {
    return folder.resolve("data");
  }
}
