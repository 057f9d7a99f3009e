package dev.riffle.ingest.load;

import dev.riffle.event.deadletter.DeadLetterReason;
import java.util.Map;

/**
 * What became of the records of one delivered batch: each record is counted in one place.
 *
 * @param stored rows that this batch has inserted
 * @param alreadyLanded records whose rows were in the table when they were read
 * @param duplicates sent again by their sender: not stored, the payload is that of the first
 * @param conflicts not stored either: the message id is that of an earlier record, the payload is
 *     another
 * @param deadLettered records that cannot be rows
 */
public record BatchOutcome(
    int stored,
    int alreadyLanded,
    int duplicates,
    int conflicts,
    Map<DeadLetterReason, Integer> deadLettered) {
  public BatchOutcome {
    deadLettered = Map.copyOf(deadLettered);
    if (stored < 0 || alreadyLanded < 0 || duplicates < 0 || conflicts < 0) {
      throw new IllegalArgumentException("fewer than no records");
    }
  }

  /** All records of the batch. */
  int taken() {
    return stored + alreadyLanded + duplicates + conflicts + deadLetters();
  }

  int deadLetters() {
    return deadLettered.values().stream().mapToInt(Integer::intValue).sum();
  }
}
