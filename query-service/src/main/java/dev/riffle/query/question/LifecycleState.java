package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a period makes of a person. The engine's statements know them by {@link #wire}. */
public enum LifecycleState {
  /** Active for the first time. */
  NEW,
  /** Active, as in the period before. */
  CURRENT,
  /** Active, not in the period before, but earlier. */
  RESURRECTED,
  /** Not active, but in the period before. */
  DORMANT;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
