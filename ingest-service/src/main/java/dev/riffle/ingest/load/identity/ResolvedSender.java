package dev.riffle.ingest.load.identity;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyHistory;
import java.util.List;
import java.util.Map;

/**
 * Whose events a sender's are, and what its person's other senders have done.
 *
 * @param number of the sender
 * @param owners in the order of time, the first from the beginning on, no two neighbours of the
 *     same person
 * @param shared changes of user properties by others, to be {@linkplain PropertyHistory#joined
 *     joined} with the sender's own
 * @param current the person's properties after all changes, when the sender gives the person its
 *     number; else empty
 */
record ResolvedSender(
    int number, List<Owner> owners, PropertyHistory shared, Map<String, PropertyValue> current) {
  ResolvedSender {
    owners = List.copyOf(owners);
    if (owners.isEmpty() || owners.getFirst().fromMillis() != Owner.BEGINNING_MILLIS) {
      throw new IllegalArgumentException("a sender has an owner from the beginning on");
    }
  }

  /** True for a person alone: what its own history says is all there is. */
  boolean isAlone() {
    return owners.size() == 1 && owners.getFirst().person() == number && shared.isEmpty();
  }

  int newestOwner() {
    return owners.getLast().person();
  }
}
