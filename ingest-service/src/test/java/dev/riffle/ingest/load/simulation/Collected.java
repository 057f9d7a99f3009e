package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.table.EventBlock;
import java.util.ArrayList;
import java.util.List;

/** The records of one batch, each decided. */
final class Collected {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Event> unreadable = new ArrayList<>();
  private final List<Entry> stored = new ArrayList<>();
  private final List<Entry> duplicates = new ArrayList<>();
  private final EventBlock block;
  private final EventBlock.Rows rows;
  private int landed;

  private Collected(SimulatedOwner owner, EventBlock block, long end) {
    this.block = block;
    block.clear();
    for (long offset = owner.position(); offset < end; offset++) {
      Entry entry = owner.log.at(offset);
      entries.add(entry);
      decide(entry, owner);
    }
    rows = block.all();
  }

  /**
   * @param block written anew
   */
  static Collected of(SimulatedOwner owner, EventBlock block, long end) {
    return new Collected(owner, block, end);
  }

  private void decide(Entry entry, SimulatedOwner owner) {
    Event event = entry.event();
    Journal journal = owner.simulation().journal();
    if (owner.flawOf(event) == Event.Flaw.UNREADABLE) {
      unreadable.add(event);
    } else if (owner.isLanded(entry)) {
      landed++;
      store(entry);
    } else if ((entry.replayed() || owner.readsAgain(entry)) && isStoredElsewhere(entry, owner)) {
      journal.count(Happening.REPLAY_FOUND_STORED);
    } else if (isRetryInBatch(entry) || owner.isRetry(entry)) {
      duplicates.add(entry);
      journal.count(Happening.RETRY_DECLARED_DUPLICATE);
    } else {
      owner.mark(entry);
      block.endRow(entry.offset(), event.ingestId);
      store(entry);
    }
  }

  private void store(Entry entry) {
    stored.add(entry);
  }

  private boolean isStoredElsewhere(Entry entry, SimulatedOwner owner) {
    for (Entry other : stored) {
      if (other.event() == entry.event() && !other.equals(entry)) {
        return true;
      }
    }
    return owner.simulation().engine().rows.stream()
        .anyMatch(row -> row.event() == entry.event() && !row.equals(entry));
  }

  private boolean isRetryInBatch(Entry entry) {
    int key = entry.event().key;
    for (Entry other : stored) {
      if (key != 0 && other.event().key == key && other.event() != entry.event()) {
        return true;
      }
    }
    return false;
  }

  /** All of them, in order. */
  List<Entry> entries() {
    return entries;
  }

  List<Event> unreadable() {
    return unreadable;
  }

  /** Those that are or become rows. */
  List<Entry> stored() {
    return stored;
  }

  EventBlock.Rows rows() {
    return rows;
  }

  /** Counts what an owner has found that reads again. */
  void countRecovery(Batch batch, Journal journal) {
    if (batch.inherited()) {
      journal.count(
          landed == 0
              ? Happening.FOUND_NONE_LANDED
              : batch.rows().isEmpty() ? Happening.FOUND_ALL_LANDED : Happening.FOUND_SOME_LANDED);
    } else if (landed > 0 && batch.start() == 0) {
      journal.count(Happening.READ_AGAIN_FROM_THE_BEGINNING);
    }
  }

  Entry at(long offset) {
    return entries.get((int) (offset - entries.getFirst().offset()));
  }

  void refused(List<Effect.Refusal> refused) {
    refused.forEach(refusal -> stored.remove(at(refusal.offset())));
  }

  List<Event> deadLetters(List<Effect.Refusal> refused) {
    List<Event> letters = new ArrayList<>(unreadable);
    for (Effect.Refusal refusal : refused) {
      Event bad = at(refusal.offset()).event();
      letters.add(bad);
      // what was left out for its sake must not be dropped with it
      duplicates.stream()
          .map(Entry::event)
          .filter(event -> event.key == bad.key && event.wasFlawed())
          .forEach(letters::add);
    }
    return letters;
  }
}
