package dev.riffle.query.question;

import java.util.Optional;

/**
 * Events that a population looks for.
 *
 * @param event exact name, or {@link #ANY}
 * @param where only those that meet it; names no segments
 */
public record EventCondition(String event, Optional<Predicate> where) {
  /** Any tracked event. Names with a dollar are no names of tracked events. */
  public static final String ANY = "$any";

  public EventCondition {
    if (event.isEmpty() || event.length() > Series.EVENT_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/event",
          FaultCode.OUT_OF_BOUNDS,
          "An event's name has 1 to " + Series.EVENT_CHARACTERS_MAX + " characters.");
    }
  }

  public boolean isAny() {
    return event.equals(ANY);
  }

  boolean usesCurrent() {
    return where.stream().anyMatch(condition -> condition.uses(PropertyMode.CURRENT));
  }
}
