package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** When a person counts as returned for a period. */
public enum ReturnRule {
  /** Returned within the period. */
  ON("on"),
  /** Returned within the period or at any time after it. */
  ON_OR_AFTER("onOrAfter");

  private final String wire;

  ReturnRule(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
