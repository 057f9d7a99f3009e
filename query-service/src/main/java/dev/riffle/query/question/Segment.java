package dev.riffle.query.question;

import java.util.Optional;

/**
 * A named part of the persons, to stand side by side with others. A person may be in several: with
 * a user property at the event, somebody who upgrades midway counts in both plans.
 *
 * @param where what the event and its person must meet; everybody when empty
 */
public record Segment(String name, Optional<Predicate> where) implements Breakdown {
  public static final int NAME_CHARACTERS_MAX = 200;

  public Segment {
    if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/name",
          FaultCode.OUT_OF_BOUNDS,
          "A segment's name has 1 to " + NAME_CHARACTERS_MAX + " characters.");
    }
  }

  @Override
  public boolean uses(PropertyMode wanted) {
    return where.map(condition -> condition.uses(wanted)).orElse(false);
  }
}
