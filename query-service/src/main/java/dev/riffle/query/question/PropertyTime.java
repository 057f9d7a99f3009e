package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** When a person has the property that a population asks for. */
public enum PropertyTime {
  /** After the newest record at or before T, or before the instant that is given. */
  AS_OF("asOf"),
  /** At the moment of asking, whatever T is. */
  CURRENT("current"),
  /** At any record at or before T. */
  EVER("ever");

  private final String wire;

  PropertyTime(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
