package dev.riffle.acceptance.chaos;

import com.google.errorprone.annotations.FormatMethod;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.load.LoadFigures;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a run as Markdown. */
final class ChaosReport {
  private final ChaosSettings settings;
  private final ChaosResult result;
  private final List<String> lines = new ArrayList<>();

  private ChaosReport(ChaosSettings settings, ChaosResult result) {
    this.settings = settings;
    this.result = result;
  }

  static List<String> lines(ChaosSettings settings, ChaosResult result) {
    ChaosReport report = new ChaosReport(settings, result);
    report.addLoad();
    report.addFaults();
    report.addRecoveries();
    report.addVerdicts();
    return report.lines;
  }

  private void addLoad() {
    LoadFigures load = result.load();
    add("## Chaos, seed %d", settings.plan().seed());
    add("");
    add("| load | |");
    add("|---|---|");
    add("| acknowledged events | %,d of %,d |", load.acked(), load.sent());
    add(
        "| rate while things broke | %,.0f events/s |",
        load.acked() * 1e3 / Math.max(1, result.underFaults().toMillis()));
    add("| requests | %,d, by answer %s |", load.requests(), load.answers());
    add("| unknown outcomes, posted again | %,d, %,d |", load.unknown(), load.retries());
    add("| acknowledged events sent again | %,d |", load.resent());
    add("| longest time without an acknowledgement | %s |", seconds(load.longestSilence()));
    add("| works again after the last fault | %s |", seconds(result.recovered()));
    add("| log loaded to its end after | %s |", seconds(result.drained()));
    add("");
  }

  private void addFaults() {
    int kills =
        result.faults().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("kill "))
            .mapToInt(Map.Entry::getValue)
            .sum();
    add("| fault | times |");
    add("|---|---|");
    result.faults().forEach((fault, times) -> add("| %s | %d |", fault, times));
    add("| all kills | %d |", kills);
    result.skipped().forEach(reason -> add("| skipped: %s | |", reason));
    add("");
  }

  private void addRecoveries() {
    add("| part | recoveries | median | longest |");
    add("|---|---|---|---|");
    for (Map.Entry<PartName, List<Duration>> entry : result.recoveries().entrySet()) {
      List<Duration> sorted = new ArrayList<>(entry.getValue());
      if (!sorted.isEmpty()) {
        Collections.sort(sorted);
        add(
            "| %s | %d | %s | %s |",
            entry.getKey().text(),
            sorted.size(),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.getLast()));
      }
    }
    add("");
  }

  private void addVerdicts() {
    add("| invariant | verdict | looked at |");
    add("|---|---|---|");
    for (Verdict verdict : result.verdicts()) {
      lines.add(verdict.row(settings.tolerated().contains(verdict.invariant())));
    }
    for (Verdict verdict : result.verdicts()) {
      if (!verdict.holds()) {
        add("");
        add("%s:", verdict.invariant().text());
        verdict.examples().forEach(example -> add("- %s", example));
      }
    }
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }

  @FormatMethod
  private void add(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, arguments));
  }
}
