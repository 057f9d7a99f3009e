package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a node of an answer about paths stands for. */
public enum NodeKind {
  EVENT,
  /** All events that are not among the top of the step. */
  OTHER,
  /** Nothing more: the path is shorter. */
  END;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
