package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.load.LoadFigures;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param faults how often each thing was done
 * @param skipped faults that this machine cannot do, with the reason
 * @param recoveries of each part that was hit, from the fault's end until ready
 * @param underFaults how long the load ran while things broke
 * @param recovered from the end of the last fault until every part was ready and acknowledged again
 * @param drained from then until the log was loaded to its end
 */
record ChaosResult(
    LoadFigures load,
    Map<String, Integer> faults,
    List<String> skipped,
    Map<PartName, List<Duration>> recoveries,
    Duration underFaults,
    Duration recovered,
    Duration drained,
    List<Verdict> verdicts) {
  ChaosResult {
    skipped = List.copyOf(skipped);
    verdicts = List.copyOf(verdicts);
  }
}
