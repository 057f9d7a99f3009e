package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which order the steps of a funnel are done. Events at one instant satisfy any order. */
public enum StepOrder {
  /** One after the other; anything may happen between. */
  THIS,
  /** Whichever comes first. Step k of the answer is then "k different ones of them". */
  ANY,
  /** One after the other, and no other tracked event of the person between. */
  EXACT;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
