package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;

/** What must hold: at every step as far as it can be seen there, and at the end. */
final class Checks {
  private final int[] rowsOfKey;
  private final int[] deadLettersOfKey;
  private final List<Event> stored = new ArrayList<>();

  Checks(int keys) {
    rowsOfKey = new int[keys + 1];
    deadLettersOfKey = new int[keys + 1];
  }

  void rowLanded(Entry entry) {
    Event event = entry.event();
    if (++event.rows > 1) {
      throw new Violation("stored twice: " + entry);
    }
    stored.add(event);
    rowsOfKey[event.key]++;
  }

  void deadLetterKept(Event event) {
    if (!event.wasFlawed()) {
      throw new Violation("a dead letter without a flaw: " + event);
    }
    if (!event.deadLetter) {
      event.deadLetter = true;
      deadLettersOfKey[event.key]++;
    }
  }

  /** Everything before a committed offset must be durable. */
  void committed(List<Entry> entries, long offset) {
    for (Entry entry : entries) {
      if (entry.offset() < offset && !isSettled(entry)) {
        throw new Violation("committed, but neither stored nor settled: " + entry);
      }
    }
  }

  /** At the end, of everything that the log still has. */
  void loaded(Entry entry) {
    if (!isSettled(entry)) {
      throw new Violation("lost: " + entry);
    }
  }

  /** At the end: no retry of a client's was stored. */
  void retriesNotStored() {
    for (int key = 1; key < rowsOfKey.length; key++) {
      if (rowsOfKey[key] > 1) {
        retryStored(key);
      }
    }
  }

  // a record that the log lost before it was committed may still land: nobody could know of it; and
  // the retry of a mended dead letter, read again, has no row before it, only the replayed one
  // after
  private void retryStored(int key) {
    for (Event event : stored) {
      if (event.key == key && (event.removed || event.wasFlawed())) {
        return;
      }
    }
    throw new Violation("a retry was stored too: key " + key);
  }

  private boolean isSettled(Entry entry) {
    Event event = entry.event();
    boolean mended = entry.replayed() && event.isMended();
    if (event.rows == 1 || (event.deadLetter && !mended)) {
      return true;
    }
    boolean duplicate = event.key != 0 && rowsOfKey[event.key] > 0;
    boolean duplicateOfDeadLetter =
        event.key != 0 && event.wasFlawed() && deadLettersOfKey[event.key] > 0;
    return duplicate || duplicateOfDeadLetter;
  }
}
