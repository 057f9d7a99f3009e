package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What ends a path when it happens between steps.
 *
 * @param event exact name of the event
 * @param where only those that meet it
 * @param after the first step after which it may not happen, 1 to steps - 1; 1 by default
 * @param before the step before which it may not happen, after + 1 to steps; the last by default
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Exclusion(
    String event, Optional<Predicate> where, Optional<Integer> after, Optional<Integer> before) {
  public Exclusion {
    new Series(event, where);
  }

  /** Whether it may not happen once so many of all the steps are done. */
  public boolean appliesAfter(int done, int steps) {
    return done >= after.orElse(1) && done < before.orElse(steps);
  }
}
