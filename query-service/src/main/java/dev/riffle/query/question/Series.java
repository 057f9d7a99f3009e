package dev.riffle.query.question;

import java.util.Optional;

/**
 * One event to count.
 *
 * @param event exact name of the event
 * @param where counts only those that meet it
 * @param nth counts only this one of each person's
 */
public record Series(String event, Optional<Predicate> where, Optional<Nth> nth) {
  public static final int EVENT_CHARACTERS_MAX = 1_000;

  public Series {
    if (event.isEmpty() || event.length() > EVENT_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/event",
          FaultCode.OUT_OF_BOUNDS,
          "An event's name has 1 to " + EVENT_CHARACTERS_MAX + " characters.");
    }
  }

  /** All of a person's. */
  public Series(String event, Optional<Predicate> where) {
    this(event, where, Optional.empty());
  }

  public static Series of(String event) {
    return new Series(event, Optional.empty());
  }
}
