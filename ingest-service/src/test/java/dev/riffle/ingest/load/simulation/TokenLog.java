package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The engine's log of tokens: one entry for each of its partitions, the oldest forgotten. */
final class TokenLog {
  private final int window;
  private final List<Logged> entries = new ArrayList<>();

  /**
   * @param batchToken of which the token is made
   */
  record Logged(String token, String batchToken, int source, int month) {}

  TokenLog(int window) {
    this.window = window;
  }

  boolean has(String token, int source, int month) {
    for (Logged entry : entries) {
      if (entry.month() == month && entry.source() == source && entry.token().equals(token)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many were forgotten for it. */
  int add(Logged entry, Predicate<Logged> needed) {
    entries.add(entry);
    int forgotten = 0;
    for (int i = 0; entries.size() > window && i < entries.size(); ) {
      if (needed.test(entries.get(i))) {
        i++;
      } else {
        entries.remove(i);
        forgotten++;
      }
    }
    return forgotten;
  }

  void forget(Predicate<Logged> needed) {
    entries.removeIf(needed.negate());
  }
}
