package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a customer is by recency and value, which is the mean of frequency and money, halves up. The
 * classes cover every pair of scores once.
 */
public enum RfmClass {
  CHAMPIONS("champions", 5, 5, 4, 5),
  LOYAL("loyal", 3, 4, 4, 5),
  POTENTIAL_LOYALISTS("potentialLoyalists", 4, 5, 2, 3),
  NEW("new", 5, 5, 1, 1),
  PROMISING("promising", 4, 4, 1, 1),
  NEED_ATTENTION("needAttention", 3, 3, 3, 3),
  ABOUT_TO_SLEEP("aboutToSleep", 3, 3, 1, 2),
  CANNOT_LOSE("cannotLose", 1, 2, 5, 5),
  AT_RISK("atRisk", 1, 2, 3, 4),
  HIBERNATING("hibernating", 1, 2, 1, 2);

  private final String wire;
  private final int recencyMin;
  private final int recencyMax;
  private final int valueMin;
  private final int valueMax;

  RfmClass(String wire, int recencyMin, int recencyMax, int valueMin, int valueMax) {
    this.wire = wire;
    this.recencyMin = recencyMin;
    this.recencyMax = recencyMax;
    this.valueMin = valueMin;
    this.valueMax = valueMax;
  }

  /** The class of a customer's scores. */
  public static RfmClass of(int recency, int frequency, int monetary) {
    int value = (frequency + monetary + 1) / 2;
    for (RfmClass each : values()) {
      if (each.recencyMin <= recency
          && recency <= each.recencyMax
          && each.valueMin <= value
          && value <= each.valueMax) {
        return each;
      }
    }
    throw new IllegalArgumentException("scores are 1 to 5");
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public int recencyMin() {
    return recencyMin;
  }

  public int recencyMax() {
    return recencyMax;
  }

  public int valueMin() {
    return valueMin;
  }

  public int valueMax() {
    return valueMax;
  }
}
