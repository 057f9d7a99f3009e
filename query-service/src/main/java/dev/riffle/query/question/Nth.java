package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Counts only a person's nth event, of those with the series' name that meet the series' own {@code
 * where}; of events at the same time, the one that arrived first is first.
 *
 * @param number 1 for the first
 */
public record Nth(int number, Since since) {
  public static final int NUMBER_MAX = 10_000;

  public Nth {
    if (number < 1 || number > NUMBER_MAX) {
      throw InvalidQuestion.at(
          "/number", FaultCode.OUT_OF_BOUNDS, "`number` is 1 to " + NUMBER_MAX + ".");
    }
  }

  /** From where events are numbered. */
  public enum Since {
    /** The person's first event at all. */
    EVER,
    /** The first one in the question's range. */
    RANGE;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
