package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which of a person's paths through a funnel counts. */
public enum FunnelEntry {
  /** The longest; of equally long ones the one that begins first. */
  BEST,
  /** The one that begins first, however far it leads. */
  FIRST;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
