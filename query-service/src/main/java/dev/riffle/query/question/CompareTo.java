package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which earlier days a question's range is compared to. */
public enum CompareTo {
  /** As many days right before the range; as many months when it is whole months. */
  PREVIOUS_PERIOD("previousPeriod"),
  /** The same days of the week before. */
  WEEK_BEFORE("weekBefore"),
  /** The same days of the month before, as far as it has them. */
  MONTH_BEFORE("monthBefore"),
  /** The same days of the year before, as far as it has them. */
  YEAR_BEFORE("yearBefore");

  private final String wire;

  CompareTo(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
