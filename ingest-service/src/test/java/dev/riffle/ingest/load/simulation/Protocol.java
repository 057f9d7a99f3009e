package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.table.LandedRows;
import java.util.List;
import java.util.Optional;

/**
 * What an owner does beside {@link dev.riffle.ingest.load.delivery.Delivery}; as it is here, it is
 * the protocol. {@link PlantedBug} says it otherwise.
 */
class Protocol {
  /** What was read in the table. */
  record Seen(List<Entry> rows) {
    static final Seen NOTHING = new Seen(List.of());

    LandedRows landed() {
      LandedRows.Builder landed = new LandedRows.Builder();
      rows.forEach(row -> landed.add(row.offset(), row.event().ingestId));
      return landed.build();
    }
  }

  Optional<Intent> inherited(Optional<Intent> announced) {
    return announced;
  }

  /**
   * What a batch is delivered under, of what was announced.
   *
   * @param end where the batch ends
   */
  Optional<Intent> inherited(Optional<Intent> announced, long end) {
    return announced;
  }

  boolean announcesCuts() {
    return true;
  }

  boolean awaitsAnnouncements() {
    return true;
  }

  boolean stopsStatements() {
    return true;
  }

  /** Whether a record need not be inserted because of what the owner saw when it began. */
  boolean isLanded(Entry entry, LandedRows landed, Seen seen, Optional<Intent> announced) {
    return landed.contains(entry.offset(), entry.event().ingestId);
  }

  /**
   * What is said to have landed after a doubt.
   *
   * @param doubt the answer that could not be trusted
   */
  LandedRows readBack(Seen seen, Batch batch, Answer doubt) {
    return seen.landed();
  }

  /**
   * @param attempt a number that no other insert has
   */
  String token(String token, int attempt) {
    return token;
  }

  boolean isRetry(Entry entry, RetryIndex index) {
    return index.isDuplicate(entry);
  }

  boolean marksBeforeInsert() {
    return false;
  }

  boolean commitsBeforeInsert() {
    return false;
  }

  boolean keepsDeadLettersAfterCommit() {
    return false;
  }
}
