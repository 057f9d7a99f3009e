package dev.riffle.query.statistics;

import com.fasterxml.jackson.annotation.JsonValue;

/** What may be said of a difference. There is no "almost". */
public enum Verdict {
  /** Below the minimum of the guard: nothing may be said. */
  INSUFFICIENT_DATA("insufficient data"),
  /**
   * The data are also what equal rates or means would give. It does not say that they are equal.
   */
  NO_EVIDENCE("no evidence of a difference"),
  /** Equal ones would give such data in at most 5 % of all cases, looks and rows included. */
  DIFFERENT("different");

  private final String wire;

  Verdict(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
