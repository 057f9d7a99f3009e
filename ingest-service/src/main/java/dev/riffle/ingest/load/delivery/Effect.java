package dev.riffle.ingest.load.delivery;

import dev.riffle.ingest.load.table.EventBlock;
import java.util.List;

/** What is to be done next for a batch. Each may be done again when its answer is lost. */
public sealed interface Effect {
  /**
   * Commit where the batch begins, which is also where the one before it ends, and what is about to
   * be inserted.
   */
  record Announce(Intent intent) implements Effect {}

  /**
   * Insert the rows as one block.
   *
   * @param statement id of the statement, the same for all inserts of a batch
   * @param token by which the engine hears only the first of several
   */
  record Insert(EventBlock.Rows rows, String statement, String token) implements Effect {}

  /** Make sure that no statement of this id runs any more. */
  record Stop(String statement) implements Effect {}

  /** Read which rows of the offsets have landed. */
  record ReadBack(long from, long to) implements Effect {}

  /** Keep what could not be read, and these rows, as dead letters. */
  record KeepDeadLetters(List<Refusal> refused) implements Effect {
    public KeepDeadLetters {
      refused = List.copyOf(refused);
    }
  }

  /** Store what is derived from the batch: persons, counts, the ledger. */
  record StoreDerived(List<Refusal> refused) implements Effect {
    public StoreDerived {
      refused = List.copyOf(refused);
    }
  }

  /** A row that the engine refused, and its code. */
  record Refusal(long offset, int code) {}
}
