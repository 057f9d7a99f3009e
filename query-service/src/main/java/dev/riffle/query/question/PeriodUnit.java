package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What retention counts its periods in. */
public enum PeriodUnit {
  DAY(Interval.DAY, 1, 1, 30, 365),
  /** From the project's first day of the week; 7 days where days roll. */
  WEEK(Interval.WEEK, 7, 7, 12, 104),
  /** Calendar months; 30 days where days roll. */
  MONTH(Interval.MONTH, 30, 31, 12, 36);

  private final Interval interval;
  private final int days;
  private final int daysMax;
  private final int periodsDefault;
  private final int periodsMax;

  PeriodUnit(Interval interval, int days, int daysMax, int periodsDefault, int periodsMax) {
    this.interval = interval;
    this.days = days;
    this.daysMax = daysMax;
    this.periodsDefault = periodsDefault;
    this.periodsMax = periodsMax;
  }

  /** The same in the calendar. */
  public Interval interval() {
    return interval;
  }

  /** How many times 24 hours it has where days roll. */
  public int days() {
    return days;
  }

  /** How many local dates one of the calendar has at most. */
  public int daysMax() {
    return daysMax;
  }

  /** Highest period that is told when a question does not say. */
  public int periodsDefault() {
    return periodsDefault;
  }

  /** Highest period of a question. */
  public int periodsMax() {
    return periodsMax;
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
