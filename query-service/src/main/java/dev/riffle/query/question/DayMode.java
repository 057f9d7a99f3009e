package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a period of retention begins. */
public enum DayMode {
  /** With the local date, week or month: period 1 is the one after the start's. */
  CALENDAR("calendar"),
  /** With the start itself: period 1 is 24 to 48 hours after it. */
  ROLLING_24H("rolling24h"),
  /** As rolling, from the beginning of the start's hour on the local clock. */
  ROLLING_24H_HOUR_FLOOR("rolling24hHourFloor");

  private final String wire;

  DayMode(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
