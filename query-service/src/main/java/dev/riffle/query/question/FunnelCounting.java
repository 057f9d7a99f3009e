package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a funnel counts. */
public enum FunnelCounting {
  /** Each person once. */
  UNIQUES,
  /** Each path: after one has ended the same person may enter again. */
  TOTALS;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
