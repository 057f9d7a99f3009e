package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** From which step of a path its group is taken. */
public enum Attribution {
  /** The first step whose event has the property. */
  FIRST,
  /** The last step whose event has the property. */
  LAST,
  /** One given step; paths that did not reach it are a group of their own. */
  STEP;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
