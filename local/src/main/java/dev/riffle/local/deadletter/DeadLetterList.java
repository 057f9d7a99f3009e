package dev.riffle.local.deadletter;

import java.util.List;

/**
 * What the topic holds.
 *
 * @param letters in the order in which they were kept
 * @param foreign records that are no dead letters: of a later Riffle, or somebody else's
 */
public record DeadLetterList(List<DeadLetterSummary> letters, int foreign) {
  public DeadLetterList {
    letters = List.copyOf(letters);
  }
}
