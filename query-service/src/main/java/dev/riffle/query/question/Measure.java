package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is counted. */
public enum Measure {
  /** Distinct persons with at least one such event. Exact. */
  UNIQUES("uniques"),
  /** Events. */
  TOTALS("totals"),
  /** Totals / uniques. */
  AVERAGE("average"),
  /**
   * 100 * uniques / distinct persons with any tracked event in the same bucket, segment and group.
   * The question's and the series' own `where` do not narrow the persons that are divided by.
   */
  ACTIVE_PERCENT("activePercent");

  private final String wire;

  Measure(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
