package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Width of a bucket, in the calendar of the question's time zone. */
public enum Interval {
  HOUR,
  /** A local date, be it 23, 24 or 25 hours long. */
  DAY,
  /** From the project's first day of the week. */
  WEEK,
  MONTH,
  QUARTER,
  /** One bucket: the whole range. */
  NONE;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
