package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which value of a user property counts. */
public enum PropertyMode {
  /** The value the person had when the event happened. */
  AT_EVENT("atEvent"),
  /** The value the person has now. */
  CURRENT("current");

  private final String wire;

  PropertyMode(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
