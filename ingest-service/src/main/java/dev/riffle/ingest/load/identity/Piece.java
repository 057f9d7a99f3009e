package dev.riffle.ingest.load.identity;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyTimeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What rows of one sender are to say from some event time on, until the next piece.
 *
 * @param kept user properties that have changed more often than is known: rows keep what they have
 * @param properties all others that are not missing
 */
record Piece(
    long fromMillis, int person, List<String> kept, Map<String, PropertyValue> properties) {

  /**
   * The pieces of one sender, from the given event time on, in the order of time.
   *
   * @param history own and shared changes, joined
   */
  static List<Piece> of(List<Owner> owners, PropertyHistory history, long fromMillis) {
    SenderPerson person = new SenderPerson(0, owners, PropertyHistory.EMPTY, 0);
    List<Piece> pieces = new ArrayList<>();
    for (long from : turns(owners, history, Math.max(fromMillis, Owner.BEGINNING_MILLIS))) {
      List<String> kept = new ArrayList<>();
      history
          .timelines()
          .forEach((name, timeline) -> {
            if (timeline.horizonMillis() > from) {
              kept.add(name);
            }
          });
      Map<String, PropertyValue> properties = new HashMap<>(history.at(from));
      kept.forEach(properties::remove);
      Piece piece = new Piece(from, person.personAt(from), kept, properties);
      if (pieces.isEmpty() || !pieces.getLast().saysTheSameAs(piece)) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  private static SortedSet<Long> turns(
      List<Owner> owners, PropertyHistory history, long fromMillis) {
    SortedSet<Long> turns = new TreeSet<>();
    owners.forEach(owner -> turns.add(owner.fromMillis()));
    for (PropertyTimeline timeline : history.timelines().values()) {
      turns.add(timeline.horizonMillis());
      timeline.changes().forEach(change -> turns.add(change.atMillis()));
    }
    turns.add(fromMillis);
    return turns.tailSet(fromMillis);
  }

  private boolean saysTheSameAs(Piece other) {
    return person == other.person()
        && kept.equals(other.kept())
        && properties.equals(other.properties());
  }
}
