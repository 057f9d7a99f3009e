package dev.riffle.local.deadletter;

import dev.riffle.event.deadletter.DeadLetterId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What is left of the topic's records when compaction is thought to its end: the newest of each id,
 * and nothing of those whose newest is a tombstone.
 */
final class DeadLetterFold {
  private final SequencedMap<DeadLetterId, DeadLetterSummary> newest = new LinkedHashMap<>();
  private final int lettersMax;
  private int foreign;

  /**
   * @param lettersMax how many may be left: they are all held in memory
   */
  DeadLetterFold(int lettersMax) {
    this.lettersMax = lettersMax;
  }

  void kept(DeadLetterSummary letter) throws DeadLetterException {
    newest.putLast(letter.id(), letter);
    if (newest.size() > lettersMax) {
      throw new DeadLetterException(
          "There are more than %,d dead letters, more than this command can hold."
              .formatted(lettersMax));
    }
  }

  void purged(DeadLetterId id) {
    newest.remove(id);
  }

  /** A record that is no dead letter. */
  void foreign() {
    foreign++;
  }

  DeadLetterList list() {
    return new DeadLetterList(List.copyOf(newest.values()), foreign);
  }
}
