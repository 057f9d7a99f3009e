package dev.riffle.query.sql;

import java.util.Optional;

/**
 * Which of a person's events are wanted.
 *
 * @param event only those of this name
 * @param after only those older than the one at this place
 */
public record EventPage(Optional<String> event, Optional<Place> after) {
  /** Where a row stands in the order of event time, source and offset: no two at the same place. */
  public record Place(long atMillis, long source, long offset) {}
}
