package dev.riffle.acceptance.bench;

/**
 * One line of the report.
 *
 * @param measured what Riffle did, with its spread
 * @param baseline the same without Riffle, with its spread; empty when there is none
 * @param result the ratio or time that the budget speaks of
 * @param budget what docs/benchmarks.md promises
 * @param notes facts needed to read the figures
 */
record Finding(
    String what, String measured, String baseline, String result, String budget, String notes) {

  static final String HEADER =
      "| what | Riffle (min / median / max) | baseline (min / median / max) | result | budget | notes"
          + " |\n|---|---|---|---|---|---|";

  String row() {
    return "| " + String.join(" | ", what, measured, baseline, result, budget, notes) + " |";
  }
}
