package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which starts make a person part of a cohort. */
public enum StartRule {
  /**
   * The first start of each period: who starts in several periods is in several cohorts, as in
   * Amplitude and Mixpanel.
   */
  EVERY_PERIOD("everyPeriod"),
  /** The person's first start of all times, before the range included: one cohort at most. */
  FIRST_EVER("firstEver");

  private final String wire;

  StartRule(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
