package dev.riffle.query.catalog;

import dev.riffle.query.question.PropertyOf;
import java.time.Instant;
import java.util.List;

/**
 * A property that the project has sent.
 *
 * @param count how often it was sent, over all types
 * @param types most frequent first; more than one when the senders disagree
 */
public record PropertyEntry(
    String name,
    PropertyOf of,
    long count,
    List<TypeCount> types,
    Instant firstSeen,
    Instant lastSeen) {
  public PropertyEntry {
    types = List.copyOf(types);
  }

  /** {@code type} is text, number, flag, list or null. */
  public record TypeCount(String type, long count) {}
}
