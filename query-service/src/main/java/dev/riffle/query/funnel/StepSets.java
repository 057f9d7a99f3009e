package dev.riffle.query.funnel;

import dev.riffle.query.question.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of steps that compete for the same events, as bits: all subsets of the steps of each event.
 * By Hall's theorem the steps of a range can all be given different events of one instant unless
 * some set of them meets fewer events than it has steps; and a smallest such set is of one event.
 *
 * @param sets by their last step
 * @param lastSteps of each set, counted from 0
 */
record StepSets(List<Long> sets, List<Long> lastSteps) {
  static StepSets of(List<Series> steps) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      places.computeIfAbsent(steps.get(i).event(), _ -> new ArrayList<>()).add(i);
    }
    List<Long> sets = new ArrayList<>();
    for (List<Integer> ofEvent : places.values()) {
      for (int subset = 1; subset < 1 << ofEvent.size(); subset++) {
        long bits = 0;
        for (int i = 0; i < ofEvent.size(); i++) {
          bits |= (subset >> i & 1L) << ofEvent.get(i);
        }
        sets.add(bits);
      }
    }
    sets.sort(Comparator.comparingLong(StepSets::lastStep).thenComparing(set -> set));
    return new StepSets(sets, sets.stream().map(StepSets::lastStep).toList());
  }

  private static long lastStep(long set) {
    return 63L - Long.numberOfLeadingZeros(set);
  }
}
