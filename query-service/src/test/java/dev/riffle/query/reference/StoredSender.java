package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A sender as the tables know it.
 *
 * @param ownProperties current ones that the sender alone would have
 * @param owners from which time on it is whose; empty when it is a person alone
 * @param restatements owners by rising version that its rows may not yet have; the newest that are
 *     not empty count
 */
public record StoredSender(
    int number,
    Map<String, PropertyValue> ownProperties,
    SortedMap<Instant, Integer> owners,
    List<SortedMap<Instant, Integer>> restatements) {
  boolean isLinked() {
    return !owners.isEmpty();
  }
}
