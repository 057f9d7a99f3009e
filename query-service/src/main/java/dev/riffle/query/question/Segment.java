package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * A named part of the persons, to stand side by side with others. A person may be in several: with
 * a user property at the event, somebody who upgrades midway counts in both plans.
 *
 * @param where what the event and its person must meet; everybody when empty
 * @param given the field of the question that says so: where what is wrong with it is pointed at
 */
public record Segment(String name, Optional<Predicate> where, @JsonIgnore Given given)
    implements Breakdown {
  public static final int NAME_CHARACTERS_MAX = 200;

  /** How a question says who is in a segment. */
  public enum Given {
    /** By a condition on each event. */
    WHERE("where"),
    /** By a population. */
    POPULATION("population"),
    /** By the id of a saved segment. */
    SEGMENT("segment");

    private final String field;

    Given(String field) {
      this.field = field;
    }

    public String field() {
      return field;
    }
  }

  public Segment {
    if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/name",
          FaultCode.OUT_OF_BOUNDS,
          "A segment's name has 1 to " + NAME_CHARACTERS_MAX + " characters.");
    }
  }

  /** By a condition. */
  public Segment(String name, Optional<Predicate> where) {
    this(name, where, Given.WHERE);
  }

  @Override
  public boolean uses(PropertyMode wanted) {
    return where.map(condition -> condition.uses(wanted)).orElse(false);
  }
}
