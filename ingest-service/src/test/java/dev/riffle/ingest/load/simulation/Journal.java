package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened in runs: counted always, told in lines only when a run is looked at. */
final class Journal {
  private final Map<Happening, LongAdder> counts = new EnumMap<>(Happening.class);
  private final List<String> lines = new ArrayList<>();
  private final boolean told;

  /**
   * @param told whether {@link #lines} are kept
   */
  Journal(boolean told) {
    this.told = told;
  }

  void count(Happening happening) {
    counts.computeIfAbsent(happening, _ -> new LongAdder()).increment();
  }

  long countOf(Happening happening) {
    LongAdder count = counts.get(happening);
    return count == null ? 0 : count.sum();
  }

  void add(Journal other) {
    other.counts.forEach((happening, count) ->
        counts.computeIfAbsent(happening, _ -> new LongAdder()).add(count.sum()));
  }

  /** Whether anybody reads the lines: texts are made only then. */
  boolean isTold() {
    return told;
  }

  void tell(String line) {
    lines.add(line);
  }

  String lines() {
    return String.join("\n", lines);
  }
}
