package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in runs: counted always, told in lines only when a run is looked at. */
final class Journal {
  private final int[] counts = new int[Happening.values().length];
  private final List<String> lines = new ArrayList<>();
  private final boolean told;

  /**
   * @param told whether {@link #lines} are kept
   */
  Journal(boolean told) {
    this.told = told;
  }

  void count(Happening happening) {
    counts[happening.ordinal()]++;
  }

  int countOf(Happening happening) {
    return counts[happening.ordinal()];
  }

  void add(Journal other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
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
