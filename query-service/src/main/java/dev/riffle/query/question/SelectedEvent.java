package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * An event that a question looks for: one by its name, or any.
 *
 * @param event exact name; any event when absent
 * @param where counts only those that meet it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SelectedEvent(Optional<String> event, Optional<Predicate> where) {
  /** Whatever a person does. */
  public static final SelectedEvent ANY = new SelectedEvent(Optional.empty(), Optional.empty());

  public SelectedEvent {
    if (event.isPresent()
        && (event.get().isEmpty() || event.get().length() > Series.EVENT_CHARACTERS_MAX)) {
      throw InvalidQuestion.at(
          "/event",
          FaultCode.OUT_OF_BOUNDS,
          "An event's name has 1 to " + Series.EVENT_CHARACTERS_MAX + " characters.");
    }
  }

  public static SelectedEvent of(String event) {
    return new SelectedEvent(Optional.of(event), Optional.empty());
  }

  boolean uses(PropertyMode mode) {
    return where.stream().anyMatch(predicate -> predicate.uses(mode));
  }
}
