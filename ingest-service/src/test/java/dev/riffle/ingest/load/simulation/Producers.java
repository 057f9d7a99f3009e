package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;

/** Those who write to the log: clients with their retries, and the replay of dead letters. */
final class Producers {
  private final Plan plan;
  private final Dice dice;
  private final Journal journal;
  private final List<Event> written = new ArrayList<>();
  private final List<Event> deadLetters = new ArrayList<>();
  private int later;
  private int keys;

  Producers(Plan plan, Dice dice, Journal journal) {
    this.plan = plan;
    this.dice = dice;
    this.journal = journal;
    this.later = plan.recordsLater;
  }

  void begin(List<SimulatedLog> logs) {
    for (int i = 0; i < plan.recordsAtFirst; i++) {
      append(logs);
    }
  }

  boolean hasMore() {
    return later > 0;
  }

  void write(List<SimulatedLog> logs) {
    later--;
    append(logs);
  }

  private void append(List<SimulatedLog> logs) {
    Event event = dice.perMille(plan.retries) && !written.isEmpty() ? retry() : fresh();
    written.add(event);
    // a client's retries meet the same partition
    SimulatedLog log = logs.get(event.key == 0 ? dice.below(logs.size()) : event.key % logs.size());
    append(log, event, false);
  }

  private void append(SimulatedLog log, Event event, boolean replayed) {
    boolean reused = log.append(event, replayed);
    if (reused) {
      journal.count(Happening.OFFSET_REUSED);
    }
    if (journal.isTold()) {
      journal.tell("    log " + log.partition + ": " + log.entries().getLast());
    }
  }

  private Event fresh() {
    int key = plan.retries > 0 && keys < Plan.KEYS && dice.coin() ? ++keys : 0;
    Event.Flaw flaw =
        dice.perMille(plan.unreadable)
            ? Event.Flaw.UNREADABLE
            : dice.perMille(plan.refused) ? Event.Flaw.REFUSED : Event.Flaw.NONE;
    return event(key, dice.below(plan.months), flaw);
  }

  // the same event again, as the client sends it when it heard no answer
  private Event retry() {
    Event first = written.get(dice.below(written.size()));
    return first.key == 0 ? fresh() : retryOf(first);
  }

  private Event event(int key, int month, Event.Flaw flaw) {
    return new Event(written.size() + 1, key, month, flaw);
  }

  private Event retryOf(Event first) {
    Event retry = event(first.key, first.month, first.flawFor(0));
    if (first.isMended()) {
      retry.mend(0);
    }
    return retry;
  }

  void deadLetter(Event event) {
    if (!deadLetters.contains(event)) {
      deadLetters.add(event);
    }
  }

  /** An upgrade mends an event of the log; when it is a dead letter by now, it is put back. */
  void mend(SimulatedLog log, int step) {
    for (Entry entry : log.entries()) {
      Event event = entry.event();
      if (event.wasFlawed() && !entry.replayed() && dice.coin()) {
        for (Event one : written) {
          if (one == event || (event.key != 0 && one.key == event.key)) {
            one.mend(step);
          }
        }
        if (deadLetters.contains(event)) {
          journal.count(Happening.DEAD_LETTER_REPLAYED);
          append(log, event, true);
        }
        return;
      }
    }
  }
}
